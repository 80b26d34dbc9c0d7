import { type ImageRecord, parseRecord, RECORD_ANNOTATION } from '../../artifact/image-record';
import { isObject } from '../../value/json';
import { type Place, placeText } from './place';
import { type Problem, problemAt } from './problem';

/** The record of an annotation, or what is wrong with it. */
export function readRecord(place: Place, value: unknown): ImageRecord | Problem {
  if (typeof value !== 'string') {
    return problemAt(place, {
      field: RECORD_ANNOTATION,
      value,
      wrong: 'an annotation is a text',
      fix: 'synth again',
    });
  }
  try {
    return parseRecord(value, placeText(place));
  } catch (error) {
    return { place, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Every image that an object names, wherever it names it: containers of a pod, the resource of an operator. */
export function imagesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(imagesIn);
  }
  if (!isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'image' && typeof member === 'string' ? [member] : imagesIn(member),
  );
}
