// npm run new -- message mail_read: a request with its handler, in the file of what it belongs to.

import ts from 'typescript'
import type { Draft } from './draft.ts'
import { addHandlers, pathBetween } from './game-files.ts'
import { camelOf, groupOf, kebabOf } from './names.ts'
import { addMessage, REQUESTS, regenerate } from './schema.ts'
import { isCallOf, Source } from './source.ts'

export function newMessage(draft: Draft, name: string): string[] {
  addMessage(draft, REQUESTS, name, tag => stanzaOf(name, tag))
  const file = addHandler(draft, groupOf(name), handlerOf(name))
  draft.create(`test/game/${kebabOf(name)}.test.ts`, testOf(name))
  regenerate(draft)
  return [
    `what ${name} asks and gives back: ${REQUESTS}, then npm run protocol`,
    `what it does: ${file}`,
    'codes of your own for what it refuses: protocol/game-errors.ts',
  ]
}

/** Adds a function to the handlers in server/game/handlers/GROUP.ts, a file that is made unless it is there. */
export function addHandler(draft: Draft, group: string, handler: string): string {
  const file = `server/game/handlers/${kebabOf(group)}.ts`
  if (!draft.has(file)) {
    const exported = `${camelOf(group)}Handlers`
    draft.create(file, fileOf(group, exported))
    addHandlers(draft, exported, file)
  }
  const source = new Source(draft, file)
  const [object] = source.find(isCallOf('handlers'))?.arguments ?? []
  if (!object || !ts.isObjectLiteralExpression(object))
    throw source.missing('export const … = handlers({ … })')
  source.addElement(object.properties, `\n${handler}`)
  if (handler.includes('new AppError('))
    source.addImport('AppError', pathBetween(file, 'server/kit/index.ts'))
  return file
}

const fileOf = (group: string, exported: string): string => `// What players ask of ${group}.

import { handlers } from '../kit.ts'

export const ${exported} = handlers({})
`

const stanzaOf = (name: string, tag: number): string => `# What it is for.
${name} ${tag} { #!
  request {
    count 0 : integer      # 1 to 99
  }
  response {
    count 0 : integer
  }
}
`

const handlerOf = (
  name: string,
): string => `  /** Checks first and changes then: what a handler changed before it throws stays changed. */
  ${name}(_agent, { count }) {
    if (count < 1 || count > 99) throw new AppError('BAD_MESSAGE', \`count: expected 1 to 99, got \${count}\`)
    return { count }
  }`

const testOf = (name: string): string => `// What a player gets for ${name}, and what is refused.

import { expect, test } from 'vitest'
import { refusal, startGame } from '../kit/index.ts'

test('${name} answers a count, and refuses one that is out of its range', async () => {
  const server = await startGame()
  const ann = await server.player('ann')
  expect(await ann.request.${name}({ count: 3 })).toEqual({ count: 3 })
  for (const count of [0, -1, 100]) expect(await refusal(ann.request.${name}({ count }))).toBe('BAD_MESSAGE')
})
`
