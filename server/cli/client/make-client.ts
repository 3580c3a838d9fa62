// The files of the client outside: what each holds, and of which schema they are.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generate } from '../../../protocol/generate.ts'
import { StartError } from '../../core/errors.ts'
import { bundleClient, type ModuleFormat } from './bundle.ts'
import { bundleTypes, bundleTypesBeside } from './bundle-types.ts'
import { type FileTexts, MARK } from './write-client.ts'

const ENTRY = 'protocol/client/outside.ts'
/** For games that have worlds: a script of its own, that others need not load. */
const WORLD = 'protocol/client/world/index.ts'

export interface ClientFiles {
  files: FileTexts
  /** Of protocol/*.sproto. */
  hash: string
}

/** Throws StartError where protocol/generated is not that of the schema. */
export async function makeClient(root: string, format: ModuleFormat): Promise<ClientFiles> {
  checkFresh(join(root, 'protocol'))
  const hash = schemaHash(join(root, 'protocol'))
  const banner = `// ${MARK} from the schema ${hash} (protocol/*.sproto). Make it anew instead of changing it.\n\n`
  const [script, world] = await Promise.all([
    bundleClient(root, ENTRY, format),
    bundleClient(root, WORLD, format),
  ])
  const files = {
    'client.js': banner + script,
    'client.d.ts': banner + (await bundleTypes(root, ENTRY)),
    'world.js': banner + world,
    'world.d.ts': banner + (await bundleTypesBeside(root, WORLD)),
    'package.json': packageOf(format, hash),
  }
  return { files, hash }
}

/** Twelve hexadecimal digits that are others when any file of the schema is. */
function schemaHash(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort())
    if (name.endsWith('.sproto')) hash.update(`${name}\0${readFileSync(join(folder, name), 'utf8')}\0`)
  return hash.digest('hex').slice(0, 12)
}

function checkFresh(folder: string): void {
  const isFresh = ([name, text]: [string, string]) => {
    const file = join(folder, 'generated', name)
    return existsSync(file) && readFileSync(file, 'utf8') === text
  }
  if (![...generate(folder)].every(isFresh))
    throw new StartError(
      'protocol/generated: expected what protocol/*.sproto says, got an older state; run `npm run protocol`',
    )
}

/** Says what client.js is, to whom its name does not: Node, TypeScript, webpack, Cocos Creator. */
const packageOf = (format: ModuleFormat, hash: string): string =>
  `${JSON.stringify(
    {
      '//': `${MARK} from the schema ${hash}.`,
      name: 'game-client',
      private: true,
      type: format === 'esm' ? 'module' : 'commonjs',
      main: './client.js',
      types: './client.d.ts',
      sideEffects: false,
    },
    null,
    2,
  )}\n`
