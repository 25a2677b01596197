import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import { modelFiles } from '../../lambdas/aws/bundled/model.ts';
import { pictureFiles } from '../../lambdas/aws/bundled/picture-files.ts';
import { bundleKey } from './bundle-key.ts';
import type { Files } from './notices.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface BundleSettings {
  /** The handler's file name without `.ts`, in `lambdas/`. */
  readonly entry: string;
  /** Whether `templates/` is laid beside the bundle, where the handler reads it. */
  readonly templates: boolean;
  /** Whether the encoder's model is laid beside the bundle, in `model/`. */
  readonly model?: boolean;
  /** Whether what draws pictures is laid beside the bundle, in `picture/`. */
  readonly pictures?: boolean;
  /** More files that the handler reads beside its bundle, made by the synthesis itself. */
  readonly files?: Files;
}

// Libraries in CommonJS ask for `require`; the unusual names cannot meet one of theirs.
const BANNER = [
  "import{createRequire as communiqueCreateRequire}from'node:module';",
  // Made when it is asked for: most chunks never do.
  'const require=(id)=>communiqueCreateRequire(import.meta.url)(id);',
  'const __filename=import.meta.filename;const __dirname=import.meta.dirname;',
].join('');

/** esbuild's settings for a handler (or any file under `lambdas/`, without `.ts`), but for where the output goes. */
export function bundleOptions(entry: string) {
  return {
    absWorkingDir: ROOT,
    entryPoints: { index: `lambdas/${entry}.ts` },
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported only when needed stays in files of its own: a pasted text never loads the PDF reader.
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ESM builds first: their CommonJS twins are larger and cannot be shaken.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    banner: { js: BANNER },
    // mjml names the one for a configuration file that we do not have; Handlebars looks for the other and does without it, as in browsers.
    external: ['typescript', 'source-map'],
    logLevel: 'silent',
  } satisfies BuildOptions;
}

/**
 * The local run names a folder where bundles are kept between its starts; a deployment never does, and builds each anew. What is
 * kept stands under a hash of all that goes into a bundle, so that an edited source is never answered with an old one.
 */
function buildOnce(entry: string, folder: string): void {
  const options = bundleOptions(entry);
  const kept = process.env.COMMUNIQUE_BUNDLES;
  if (!kept) {
    buildSync({ ...options, outdir: folder });
    return;
  }
  // The same bytes wherever the project lies.
  const home = join(kept, bundleKey(ROOT, JSON.stringify({ ...options, absWorkingDir: '' })));
  if (!existsSync(home)) {
    // Two runs at once may build the same: whoever comes second finds the folder there and keeps that.
    const half = `${home}.${process.pid}`;
    buildSync({ ...options, outdir: half });
    try {
      renameSync(half, home);
    } catch {
      rmSync(half, { recursive: true, force: true });
    }
  }
  cpSync(home, folder, { recursive: true });
}

/** Writes `index.mjs`, its chunks (with `templates/` and further files) into `folder`: the same bytes for the same sources. Throws esbuild's findings. */
export function bundle(
  { entry, templates, model = false, pictures = false, files = {} }: BundleSettings,
  folder: string,
): void {
  buildOnce(entry, folder);
  if (templates) {
    cpSync(join(ROOT, 'templates'), join(folder, 'templates'), { recursive: true });
    // A browser loads it, so no bundler takes it along.
    cpSync(
      join(ROOT, 'node_modules/minisearch/dist/es/index.js'),
      join(folder, 'templates/web/minisearch.js'),
    );
  }
  for (const [name, path] of model ? Object.entries(modelFiles()) : [])
    cpSync(path, join(folder, 'model', name));
  for (const [name, path] of pictures ? Object.entries(pictureFiles()) : [])
    cpSync(path, join(folder, 'picture', name));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** The bundle as a Lambda asset, built in this process: no Docker, no shell. Its hash is that of the output. */
export function bundledCode(settings: BundleSettings): Code {
  return Code.fromAsset(join(ROOT, 'lambdas'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('unused'),
      // CDK bundles a folder once per set of options: without it every function would get the first one's bundle.
      environment: { ENTRY: settings.entry, FILES: fingerprint(settings.files) },
      local: {
        tryBundle: (folder) => {
          bundle(settings, folder);
          return true;
        },
      },
    },
  });
}

function fingerprint(files: Files = {}): string {
  const hash = createHash('sha256');
  for (const [path, content] of Object.entries(files)) hash.update(path).update(content);
  return hash.digest('hex');
}
