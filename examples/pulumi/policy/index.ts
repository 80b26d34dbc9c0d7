import { PolicyPack } from '@pulumi/policy';
import { imagesByDigest } from './images-by-digest';

new PolicyPack('images-by-digest', { policies: [imagesByDigest] });
