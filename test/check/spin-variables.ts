import { ImageFormat } from '../../src/artifact/image-format';
import type { Subject } from '../../src/check/subject';
import { HELLO, spinApp, withEnv } from './spin-subject';
import { type Draft, lazy } from './subject';

/** An application with two required variables, one of them secret, and one that has a default. */
export function asking(known: Partial<Subject> = {}, change: (draft: Draft) => void = () => {}): Subject {
  return spinApp(
    `${HELLO}
[variables]
token = { required = true, secret = true }
currency = { required = true }
greeting = { default = "hello" }`,
    known,
    change,
  );
}

/** Applications whose values may come from where nobody can look, with the words for the place. */
export const HIDDEN: readonly { readonly that: string; readonly subject: Subject; readonly says: string }[] =
  [
    {
      that: 'a whole Secret of variables',
      subject: asking({}, ({ guest }) => {
        guest.envFrom = [{ secretRef: { name: 'shop' } }];
      }),
      says: 'they must come from envFrom',
    },
    {
      that: 'a Secret with the whole runtime configuration',
      subject: asking({ runtimeConfig: { secret: { name: 'shop-spin' } } }),
      says: 'the Secret shop-spin holds /runtime-config.toml',
    },
    {
      that: 'a runtime configuration on a volume',
      subject: asking({}, mounting('/runtime-config.toml')),
      says: 'a volume holds /runtime-config.toml',
    },
    {
      that: 'a file of variables on a volume',
      subject: asking({}, mounting('/.env')),
      says: 'a file /.env',
    },
    {
      that: 'a file of variables that a provider names',
      subject: asking({ runtimeConfig: { variablesProviders: [{ env: { dotenvPath: '/shop.env' } }] } }),
      says: 'the file /shop.env',
    },
    {
      that: 'a provider vault',
      subject: asking({
        runtimeConfig: {
          variablesProviders: [{ vault: { url: 'https://vault', token: 'x', mount: 'secret' } }],
        },
      }),
      says: 'the provider vault',
    },
    {
      that: 'a provider in Azure',
      subject: asking({
        runtimeConfig: {
          variablesProviders: [{ azureKeyVault: { vaultUrl: 'https://shop.vault.azure.net/' } }],
        },
      }),
      says: 'the provider azureKeyVault',
    },
    {
      that: 'a variable whose name is not known',
      subject: asking({}, withEnv({ name: lazy('TOKEN'), value: 'x' })),
      says: 'a variable whose name is not known',
    },
    {
      that: 'an image that may hold files of its own',
      subject: asking({ imageFormat: ImageFormat.PLAIN }),
      says: 'the image may hold /runtime-config.toml',
    },
  ];

function mounting(mountPath: string): (draft: Draft) => void {
  return ({ guest }) => {
    guest.volumeMounts = [
      ...(Array.isArray(guest.volumeMounts) ? guest.volumeMounts : []),
      { name: 'file', mountPath },
    ];
  };
}
