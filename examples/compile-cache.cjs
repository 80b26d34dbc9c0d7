// Node 22.1 and newer keeps what it compiled for the next run, once it is told to; older releases cannot.
Reflect.get(require('node:module'), 'enableCompileCache')?.();
