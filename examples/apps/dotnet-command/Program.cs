Console.WriteLine($"hello from C#, args={string.Join(",", args)}");
