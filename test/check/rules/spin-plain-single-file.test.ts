import { ImageFormat } from '../../../src/artifact/image-format';
import { spinPlainSingleFile } from '../../../src/check/rules/spin-plain-single-file';
import { BASE, HELLO, spinApp } from '../spin-subject';
import { testRule } from '../subject';

const plain = { imageFormat: ImageFormat.PLAIN };
const files = (list: string): string => `${HELLO}\nfiles = [${list}]`;

testRule(spinPlainSingleFile, {
  base: BASE,
  good: [
    ...['assets', 'a.b/assets', '.well-known', 'assets/v1'].map((folder) => ({
      that: `the folder ${folder}`,
      subject: spinApp(files(`"${folder}"`), plain),
    })),
    { that: 'a pattern, of which another check tells', subject: spinApp(files('"assets/*.js"'), plain) },
    {
      that: 'a file in another format',
      subject: spinApp(files('"index.html"'), { imageFormat: ImageFormat.SPIN }),
    },
  ],
  bad: [
    {
      that: 'a page',
      subject: spinApp(files('"assets", "index.html"'), plain),
      field: 'spin.toml component.hello.files[1]',
      says: ['"index.html"', 'looks like a single file'],
    },
    {
      that: 'a file that is put elsewhere',
      subject: spinApp(files('{ source = "conf/app.json", destination = "/app" }'), plain),
      field: 'spin.toml component.hello.files[0]',
      says: ['"conf/app.json"'],
    },
  ],
});
