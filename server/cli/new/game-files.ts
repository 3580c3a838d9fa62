// Where the game of a project keeps its parts: what `defineGame` in server/game/index.ts is given, followed through the files
// it comes from. A part that the game does not have yet gets its file, and is told to defineGame and to the types of kit.ts.

import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import type { Draft } from './draft.ts'
import { bareOf, isCallOf, Source } from './source.ts'

export const INDEX = 'server/game/index.ts'
export const KIT = 'server/game/kit.ts'

/** A part of a game that holds things by name. */
export interface Part {
  /** Its name in defineGame. */
  key: string
  /** What is there to begin with: a file which exports the part, empty, under its name. */
  file: string
  text: string
  /** Its type in the game's kit, with what that needs of the kit; left out where the kit does not know it. */
  type?: { text: string; uses?: string }
}

/** What is added to: a list in the braces of an object, or in the brackets of an array. */
export interface Place {
  source: Source
  elements: ts.NodeArray<ts.Node>
}

type Literal = ts.ObjectLiteralExpression | ts.ArrayLiteralExpression

/** The list of what a part holds; the part is made when it is missing. Throws StartError where it can't be followed. */
export function placeOf(draft: Draft, part: Part): Place {
  if (!propertyOf(gameOf(draft).object, part.key)) register(draft, part)
  const { source, object } = gameOf(draft)
  const property = propertyOf(object, part.key)!
  const value = ts.isPropertyAssignment(property) ? property.initializer : property.name
  const found = literalOf(draft, source, value as ts.Expression)
  if (!found) throw source.missing(`${part.key}: { … }, in place or from a file of the game`)
  return found
}

/** The names in a place. */
export function namesIn({ elements }: Place): string[] {
  return elements.flatMap(each => {
    const { name } = each as ts.NamedDeclaration
    return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : []
  })
}

/** Adds `...NAME` of the file to the handlers of the game. */
export function addHandlers(draft: Draft, name: string, file: string): void {
  const { source, object } = gameOf(draft)
  const property = propertyOf(object, 'handlers')
  if (!property) throw source.missing('handlers: { … }')
  const value = ts.isPropertyAssignment(property) ? bareOf(property.initializer) : property.name
  if (ts.isObjectLiteralExpression(value)) source.addElement(value.properties, `...${name}`)
  else {
    const text = `handlers: { ...${value.getText()}, ...${name} }`
    source.replace({ from: property.getStart(), to: property.end, text })
  }
  source.addImport(name, pathBetween(INDEX, file))
}

/** Names that game/kit.ts has to give, of those that gameKit makes. */
export function needOfKit(draft: Draft, ...names: string[]): void {
  for (const name of names) {
    const source = new Source(draft, KIT)
    const made = source.find(isKitDeclaration)
    if (!made) throw source.missing('export const { … } = gameKit<Game>()')
    const { elements } = made.name as ts.ObjectBindingPattern
    if (!elements.some(each => each.name.getText() === name)) source.addElement(elements, name)
  }
}

/** How one file of the project imports another. */
export function pathBetween(from: string, to: string): string {
  const path = relative(dirname(from), to).replaceAll('\\', '/')
  return path.startsWith('.') ? path : `./${path}`
}

const isKitDeclaration = (node: ts.Node): node is ts.VariableDeclaration =>
  ts.isVariableDeclaration(node) &&
  ts.isObjectBindingPattern(node.name) &&
  node.initializer !== undefined &&
  isCallOf('gameKit')(node.initializer)

function register(draft: Draft, { key, file, text, type }: Part): void {
  if (!draft.has(file)) draft.write(file, text)
  const { source, object } = gameOf(draft)
  source.addElement(object.properties, key)
  source.addImport(key, pathBetween(INDEX, file))
  if (!type) return
  const kit = new Source(draft, KIT)
  kit.addElement(membersOfGame(kit), `${key}: ${type.text}`, '')
  kit.addImport(key, pathBetween(KIT, file), 'type')
  if (type.uses) kit.addImport(type.uses, '../kit/index.ts', 'type')
}

/** Of the interface that gameKit is given. */
function membersOfGame(kit: Source): ts.NodeArray<ts.Node> {
  const [type] = kit.find(isCallOf('gameKit'))?.typeArguments ?? []
  const name = type && ts.isTypeReferenceNode(type) ? type.typeName.getText() : ''
  const isNamed = (node: ts.Node): node is ts.InterfaceDeclaration =>
    ts.isInterfaceDeclaration(node) && node.name.text === name
  const found = type && ts.isTypeLiteralNode(type) ? type : kit.find(isNamed)
  if (!found) throw kit.missing('gameKit<Game>(), and an interface Game')
  return found.members
}

/** The object that defineGame is called with. */
function gameOf(draft: Draft): { source: Source; object: ts.ObjectLiteralExpression } {
  const source = new Source(draft, INDEX)
  const [object] = source.find(isCallOf('defineGame', 'defineGameOf'))?.arguments ?? []
  if (!object || !ts.isObjectLiteralExpression(object))
    throw source.missing('export default defineGame({ … })')
  return { source, object }
}

type Property = ts.PropertyAssignment | ts.ShorthandPropertyAssignment

const propertyOf = (object: ts.ObjectLiteralExpression, key: string): Property | undefined =>
  object.properties.find(
    (each): each is Property =>
      (ts.isPropertyAssignment(each) || ts.isShorthandPropertyAssignment(each)) &&
      each.name.getText() === key,
  )

/** The object or list that an expression is, or that the function is called with which makes it. */
function literalOf(draft: Draft, source: Source, expression: ts.Expression): Place | undefined {
  const bare = bareOf(expression)
  if (isLiteral(bare)) return { source, elements: elementsOf(bare) }
  if (ts.isCallExpression(bare)) {
    const given = bare.arguments.map(bareOf).find(isLiteral)
    return given && { source, elements: elementsOf(given) }
  }
  return ts.isIdentifier(bare) ? followed(draft, source, bare.text) : undefined
}

/** What the name stands for in this file, or in the one that it is imported from. */
function followed(draft: Draft, source: Source, name: string): Place | undefined {
  const isDeclared = (node: ts.Node): node is ts.VariableDeclaration =>
    ts.isVariableDeclaration(node) && node.name.getText() === name
  const { initializer } = source.find(isDeclared) ?? {}
  if (initializer) return literalOf(draft, source, initializer)
  const isImported = (node: ts.Node): node is ts.ImportSpecifier =>
    ts.isImportSpecifier(node) && node.name.text === name
  const specifier = source.find(isImported)
  if (!specifier) return undefined
  const from = specifier.parent.parent.parent.moduleSpecifier as ts.StringLiteral
  const file = join(dirname(source.path), from.text)
  return draft.has(file)
    ? followed(draft, new Source(draft, file), (specifier.propertyName ?? specifier.name).text)
    : undefined
}

const isLiteral = (node: ts.Node): node is Literal =>
  ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)

const elementsOf = (literal: Literal): ts.NodeArray<ts.Node> =>
  ts.isObjectLiteralExpression(literal) ? literal.properties : literal.elements
