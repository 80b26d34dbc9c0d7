import { ImageFormat } from '../../../src/artifact/image-format';
import { spinPlainFiles } from '../../../src/check/rules/spin-plain-files';
import { BASE, HELLO, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const plain = { imageFormat: ImageFormat.PLAIN };
const files = (list: string, more = ''): string => `${HELLO}\nfiles = [${list}]\n${more}`;

testRule(spinPlainFiles, {
  base: BASE,
  good: [
    { that: 'a folder', subject: spinApp(files('{ source = "assets", destination = "/" }'), plain) },
    { that: 'a folder where it lies', subject: spinApp(files('"assets"'), plain) },
    {
      that: 'files that are excluded where there are none',
      subject: spinApp(`${HELLO}\nexclude_files = ["a/*"]`, plain),
    },
    {
      that: 'a pattern in another format',
      subject: spinApp(files('"assets/*"'), { imageFormat: ImageFormat.SPIN }),
    },
  ],
  bad: [
    ...['assets/*', 'assets/**/*.js', 'a?', 'img/[ab]'].map((pattern) => ({
      that: `the pattern ${pattern}`,
      subject: spinApp(files(`"${pattern}"`), plain),
      field: 'spin.toml component.hello.files[0]',
      says: [JSON.stringify(pattern), 'a pattern', 'an image of format SPIN'],
    })),
    {
      that: 'files that are excluded',
      subject: spinApp(files('"assets"', 'exclude_files = ["assets/secret"]'), plain),
      field: 'spin.toml component.hello.exclude_files',
      says: ['excludes nothing from a plain image'],
    },
    {
      that: 'a component that does not run here: all are read first',
      subject: spinApp(
        `${files('"assets/*"')}\n[[trigger.http]]\nroute = "/x"\ncomponent = "x"\n[component.x]\nsource = "x.wasm"`,
        plain,
      ),
      field: 'spin.toml component.hello.files[0]',
      says: ['a pattern'],
    },
  ],
});
