const args = process.argv.slice(1);
console.log(`hello from AssemblyScript, args=${args.join(',')}`);
