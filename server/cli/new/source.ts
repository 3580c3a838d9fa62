// A file of TypeScript that is added to: what is looked for is found in its tree, as the compiler reads it, and new text is
// put in there. biome gives it its form afterwards.

import ts from 'typescript'
import { StartError } from '../../core/errors.ts'
import type { Draft } from './draft.ts'

export class Source {
  readonly path: string
  readonly #draft: Draft

  /** Throws StartError where there is no such file. */
  constructor(draft: Draft, path: string) {
    this.#draft = draft
    this.path = path
    draft.read(path)
  }

  /** As the text is now. */
  get tree(): ts.SourceFile {
    return ts.createSourceFile(this.path, this.#draft.read(this.path), ts.ScriptTarget.Latest, true)
  }

  /** The first node, in the order of the text, that is one of these. */
  find<T extends ts.Node>(is: (node: ts.Node) => node is T): T | undefined {
    const look = (node: ts.Node): T | undefined => (is(node) ? node : ts.forEachChild(node, look))
    return look(this.tree)
  }

  insert(...edits: { at: number; text: string }[]): void {
    this.replace(...edits.map(({ at, text }) => ({ from: at, to: at, text })))
  }

  replace(...edits: { from: number; to: number; text: string }[]): void {
    let text = this.#draft.read(this.path)
    for (const edit of edits.sort((a, b) => b.from - a.from))
      text = text.slice(0, edit.from) + edit.text + text.slice(edit.to)
    this.#draft.write(this.path, text)
  }

  /** The error which says what is missing in this file. */
  missing(expected: string): StartError {
    return new StartError(`${this.path}: expected ${expected}; add this part by hand`)
  }

  /** Imports `name` unless it is imported already. `type`: for types only. */
  addImport(name: string, from: string, type?: 'type'): void {
    const imports = this.tree.statements.filter(ts.isImportDeclaration)
    const same = imports.filter(each => (each.moduleSpecifier as ts.StringLiteral).text === from)
    const lists = same.flatMap(({ importClause }) =>
      importClause?.namedBindings && ts.isNamedImports(importClause.namedBindings)
        ? { ofTypes: isOfTypes(importClause), names: importClause.namedBindings.elements }
        : [],
    )
    if (lists.some(({ names }) => names.some(each => each.name.text === name))) return
    const list = lists.find(({ ofTypes }) => !ofTypes || type)
    const last = list?.names.at(-1)
    if (last) return this.insert({ at: last.end, text: `, ${type && !list!.ofTypes ? 'type ' : ''}${name}` })
    const line = `import ${type ? 'type ' : ''}{ ${name} } from '${from}'\n`
    const end = imports.at(-1)?.end
    if (end === undefined) return this.insert({ at: endOfHeader(this.tree.text), text: `${line}\n` })
    this.insert({ at: end, text: `\n${line.trimEnd()}` })
  }

  /** Adds an element to an object, a list, a pattern or the like. */
  addElement(elements: ts.NodeArray<ts.Node>, element: string, separator = ','): void {
    const { text } = this.tree
    const last = elements.at(-1)
    if (!last) return this.insert({ at: elements.pos, text: `\n${element}\n` })
    if (separator === '' || elements.hasTrailingComma)
      return this.insert({ at: endOfLine(text, elements.end), text: `\n${element}${separator}` })
    const behind = endOfLine(text, last.end)
    if (behind === last.end) return this.insert({ at: behind, text: `${separator}\n${element}` })
    this.insert({ at: last.end, text: separator }, { at: behind, text: `\n${element}` })
  }
}

/** Behind the comment that opens a file, and the empty lines after it. */
const endOfHeader = (text: string): number => /^(?:\/\/.*\n)*\n*/.exec(text)![0].length

/** Behind the comments that stand on this line after `at`. */
const endOfLine = (text: string, at: number): number =>
  ts.getTrailingCommentRanges(text, at)?.at(-1)?.end ?? at

const isOfTypes = (clause: ts.ImportClause): boolean => clause.phaseModifier === ts.SyntaxKind.TypeKeyword

/** Without what only the compiler needs: brackets, `as const`, `satisfies`. */
export function bareOf(node: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)
  return isWrapped ? bareOf(node.expression) : node
}

/** A call of the function of this name. */
export const isCallOf =
  (...names: string[]) =>
  (node: ts.Node): node is ts.CallExpression =>
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && names.includes(node.expression.text)
