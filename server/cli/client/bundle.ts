// The client as one script for platforms of 2018: bundled by esbuild, with neither syntax nor library of later years.
// Private fields become plain ones, since a WeakMap for each, which is how esbuild would write them, costs a phone time.

import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import ts from 'typescript'

export type ModuleFormat = 'esm' | 'cjs'

/** The text of the script, without a banner. The same sources give the same text wherever it is made. */
export async function bundleClient(root: string, entry: string, format: ModuleFormat): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format,
    target: 'es2018',
    platform: 'neutral',
    charset: 'utf8',
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
    // What only Node has is left out, or a bundler would bring a stand-in for it.
    define: { Buffer: 'undefined' },
    plugins: [{ name: 'plain-fields', setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, plainFields) }],
  })
  return outputFiles[0]!.text
}

function plainFields({ path }: { path: string }): { contents: string } {
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      useDefineForClassFields: false,
    },
    transformers: { before: [withPlainFields] },
  })
  return { contents: outputText }
}

/** `#name` → `_name`. */
const withPlainFields: ts.TransformerFactory<ts.SourceFile> = context => {
  const visit = (node: ts.Node): ts.Node =>
    ts.isPrivateIdentifier(node)
      ? context.factory.createIdentifier(`_${node.text.slice(1)}`)
      : ts.visitEachChild(node, visit, context)
  return file => ts.visitEachChild(file, visit, context)
}
