import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { ModelFiles } from '../../encoder/encode.ts';

/** Where the model's files lie in the sources. */
export const MODEL_FOLDER = fileURLToPath(new URL('../../encoder/model/', import.meta.url));

/** The runtime's code; the library's own loader would fetch it, so it is given as bytes. */
const RUNTIME = 'ort-wasm-simd-threaded.wasm';

/** The files to lay into `model/` beside a bundle that encodes: name there → path here. 64 MB together. */
export function modelFiles(): Readonly<Record<string, string>> {
  const resolve = createRequire(import.meta.url).resolve;
  return {
    [RUNTIME]: resolve(`onnxruntime-web/${RUNTIME}`),
    ...Object.fromEntries(
      ['body.onnx', 'entailment.onnx', 'words.q4', 'pieces.json.gz', 'projections.f32', 'LICENSE'].map(
        (name) => [name, `${MODEL_FOLDER}${name}`],
      ),
    ),
  };
}

/** The model's files, from `model/` beside the bundle or from the sources. Its projections are left out only to fit them anew. */
export function readModel({ projections = true } = {}): ModelFiles {
  const beside = fileURLToPath(new URL('./model/', import.meta.url));
  const bundled = existsSync(`${beside}${RUNTIME}`);
  const read = (name: string) => readFileSync(bundled ? `${beside}${name}` : (modelFiles()[name] ?? name));
  return {
    runtime: read(RUNTIME),
    body: read('body.onnx'),
    entailment: read('entailment.onnx'),
    words: read('words.q4'),
    pieces: gunzipSync(read('pieces.json.gz')),
    projections: projections ? read('projections.f32') : new Uint8Array(),
  };
}
