// What npm run protocol makes of a schema that has everything.

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { moduleOf } from '../../../protocol/sproto/generator/module.ts'
import { parseSchema } from '../../../protocol/sproto/index.ts'
import { ROOT } from '../../support/manual.ts'
import { problemsOf } from './support/problems-of.ts'

test('generated code compiles under the strict rules of the project, whatever is in the schema', () => {
  const options = { runtime: '.', isRequest: () => true }
  const modules = new Map(
    [true, false].map(isWide => [
      join(SPROTO, `generated-${isWide}.ts`),
      moduleOf(parseSchema(EVERYTHING), '', { ...options, isWide }),
    ]),
  )
  expect(problemsOf([...modules.keys()], modules)).toEqual([])
}, 120_000)

const SPROTO = join(ROOT, 'protocol/sproto')

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
