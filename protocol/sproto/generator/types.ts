// The TypeScript side of a schema: an interface for each type, and the maps by which handlers and clients are
// typed. Text only, nothing of it exists at run time.

import type { Field, ProtocolDefinition, StructType } from '../schema/schema.ts'
import type { Names } from './names.ts'
import { isEndless, mapName } from './shape.ts'

export function interfaceOf(type: StructType, names: Names, isWide: boolean): string {
  // An empty interface would take anything.
  if (type.fields.length === 0)
    return `${docOf(type.comment, '')}export type ${names.get(type)} = Record<string, never>\n`
  const fields = type.fields.map(field => {
    const text = typeOf(field, names, isWide)
    const property = field.isGiven ? `${field.name}: ${text}` : `${field.name}?: ${text} | undefined`
    return `${docOf(field.comment, '  ')}  ${property}\n`
  })
  return `${docOf(type.comment, '')}export interface ${names.get(type)} {\n${fields.join('')}}\n`
}

/** An interface may name itself, a type of a map may not. */
export function mapInterfaceOf(type: StructType, names: Names, isWide: boolean): string {
  const [key, value] = type.byTag
  const map = `Map<${itemOf(key!, names, isWide)}, ${typeOf(value!, names, isWide)}>`
  return `export interface ${mapName(type, names)} extends ${map} {}\n`
}

/** `C2sRequests` and `C2sPushes`: what the messages of one file carry. */
export function messagesOf(
  protocols: readonly ProtocolDefinition[],
  names: Names,
  { prefix, isRequest }: { prefix: string; isRequest(protocol: ProtocolDefinition): boolean },
): string {
  const requests = protocols.filter(isRequest).map(protocol => requestEntry(protocol, names))
  const pushes = protocols.filter(each => !isRequest(each)).map(protocol => pushEntry(protocol, names))
  return [
    `/** What clients ask: the body they send and the reply they get. */\nexport interface ${prefix}Requests {\n${requests.join('')}}\n`,
    `/** What the server tells unasked: the body of each push. */\nexport interface ${prefix}Pushes {\n${pushes.join('')}}\n`,
  ].join('\n')
}

function requestEntry(protocol: ProtocolDefinition, names: Names): string {
  const body = protocol.request ? names.get(protocol.request) : 'undefined'
  const reply = protocol.response ? names.get(protocol.response) : 'undefined'
  return `${docOf(protocol.comment, '  ')}  ${protocol.name}: { body: ${body}; reply: ${reply} }\n`
}

function pushEntry(protocol: ProtocolDefinition, names: Names): string {
  const body = protocol.request ? names.get(protocol.request) : 'undefined'
  return `${docOf(protocol.comment, '  ')}  ${protocol.name}: ${body}\n`
}

/** The type of a field's value in code. */
export function typeOf(field: Field, names: Names, isWide: boolean): string {
  if (field.value && isEndless(field.type!)) return mapName(field.type!, names)
  if (field.value) return `Map<${itemOf(field.key!, names, isWide)}, ${typeOf(field.value, names, isWide)}>`
  const item = itemOf(field, names, isWide)
  if (field.key) return `Map<${itemOf(field.key, names, isWide)}, ${item}>`
  if (!field.isArray) return item
  return item.includes('|') ? `(${item})[]` : `${item}[]`
}

/** That of one element of it. */
export function itemOf(field: Field, names: Names, isWide: boolean): string {
  switch (field.kind) {
    case 'struct':
      return names.get(field.type!)!
    case 'integer':
      return isWide ? 'number | bigint' : 'number'
    case 'fixed':
    case 'double':
      return 'number'
    case 'binary':
      return 'Uint8Array'
    default:
      return field.kind
  }
}

function docOf(comment: string, indent: string): string {
  const lines = comment.replaceAll('*/', '* /').split('\n')
  if (comment === '') return ''
  return lines.length === 1
    ? `${indent}/** ${lines[0]} */\n`
    : `${indent}/**\n${lines.map(line => `${indent} * ${line}\n`).join('')}${indent} */\n`
}
