import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { generate, staleFiles } from '../../../protocol/generate.ts'
import { moduleOf } from '../../../protocol/sproto/generator/module.ts'
import { parseSchema } from '../../../protocol/sproto/index.ts'
import { compile, decode, encode } from './compile.ts'
import { bytesOf, cases, hexOf, present, toValue } from './vectors.ts'

async function compiledCases() {
  const all = cases()
  const schemas = all.map(item => parseSchema(item.schema))
  const codecs = await compile(schemas)
  return all.map((item, i) => ({ ...item, codec: codecs[i]!(schemas[i]!.types.get(item.type)!) }))
}

describe('generated code', () => {
  test('decodes and encodes every reference case of the original', async () => {
    for (const { codec, value, encoded, ordered } of await compiledCases()) {
      const bytes = bytesOf(encoded)
      expect(present(decode(codec, bytes))).toStrictEqual(toValue(value))
      if (ordered) expect(hexOf(encode(codec, toValue(value)))).toBe(encoded)
      else {
        const own = encode(codec, toValue(value))
        expect(present(decode(codec, own))).toStrictEqual(toValue(value))
      }
    }
  }, 60_000)

  test('in protocol/generated is what `npm run protocol` would make now', () => {
    expect(staleFiles(generate()), 'npm run protocol').toEqual([])
  })

  test('compiles under the strict rules of the project, whatever is in the schema', () => {
    const options = { runtime: '.', isRequest: () => true }
    const modules = [true, false].map((isWide): [string, string] => [
      join(SPROTO, `generated-${isWide}.ts`),
      moduleOf(parseSchema(EVERYTHING), '', { ...options, isWide }),
    ])
    expect(problemsOf(new Map(modules))).toEqual([])
  }, 120_000)
})

const SPROTO = resolve(import.meta.dirname, '../../../protocol/sproto')

const EVERYTHING = `
.Item { id 0 : integer  count 1 : integer }
.ByName { key 0 : string  item 1 : Item }
.ById { key 0 : integer  names 1 : *string }
.ByPrice { key 0 : integer(2)  flag 1 : boolean }
.ByFlag { key 0 : boolean  inner 1 : *ByName() }
.ByBytes { key 0 : binary  real 1 : double }
.All {
  text 0 : string  level 1 : integer  vip 2 : boolean  x 3 : double  money 4 : integer(2)  icon 5 : binary
  bag 6 : *Item  byId 7 : *Item(id)  byName 8 : *ByName()  best 9 : Item
  names 10 : *string  flags 11 : *boolean  points 12 : *double  prices 13 : *integer(1)  icons 14 : *binary
  levels 15 : *integer  lists 16 : *ById()  cheap 17 : *ByPrice()  deep 18 : *ByFlag()  bytes 19 : *ByBytes()
}
.Given { #!
  text 0 : string  level 1 : integer  vip 2 : boolean  x 3 : double  money 4 : integer(2)  icon 5 : binary
  bag 6 : *Item  byId 7 : *Item(id)  byName 8 : *ByName()  best 9 : Item  deep 10 : *ByFlag()  none 11 : Empty
}
.Odd { __proto__ 0 : integer  constructor 1 : string  toString 2 : *integer }
.OddKeys { odd 0 : *Odd(constructor)  map 1 : *Hidden() }
.Hidden { constructor 0 : string  __proto__ 1 : Item }
.Empty {}
.Flags { a 0 : boolean  b 1 : boolean }
.Far { a 3 : string  b 9 : integer }
.Tree { children 0 : *Tree }
.Deep { name 0 : string  more 1 : *Deep() }
.Left { name 0 : string  right 1 : *Right() }
.Right { id 0 : integer  left 1 : *Left() }
.Maps { deep 0 : *Deep()  left 1 : *Left() } #!
.Integer { quote 0 : integer  refuse 1 : Text }
.Text { textOf 0 : boolean  SAFE 1 : boolean }
.SAFE { Shape 0 : *Requests }
.Requests { arrayOf 0 : *double }
ask 1 { request All response Given }
tell 2 { response nil }
say 3 { request { what 0 : Odd } response {} }
`

/** What tsc says about these modules: path -> text. */
function problemsOf(modules: ReadonlyMap<string, string>): string[] {
  const root = resolve(SPROTO, '../..')
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { tsBuildInfoFile: _, ...options } = ts.parseJsonConfigFileContent(config, ts.sys, root).options
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = file => modules.get(file) ?? readFile(file)
  host.fileExists = file => modules.has(file) || fileExists(file)
  const program = ts.createProgram([...modules.keys()], { ...options, incremental: false }, host)
  return [...modules].flatMap(([path, text]) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(path)).map(({ start = 0, messageText }) => {
      const line = text.slice(0, start).split('\n').length
      return `${text.split('\n')[line - 1]}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    }),
  )
}
