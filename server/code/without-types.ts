// TypeScript without its types: each line and column stays where it is, so what is thrown names them as they are in the file.

import { stripTypeScriptTypes } from 'node:module'

/** `problem`: what is wrong with the file, and where. */
export function withoutTypes(name: string, text: string): { source?: string; problem?: string } {
  if (!/\.m?ts$/.test(name)) return { source: text }
  const { emitWarning } = process
  // The loader does it without a warning, too.
  process.emitWarning = () => undefined
  try {
    return { source: stripTypeScriptTypes(text) }
  } catch (error) {
    return { problem: `${name}: ${oneLine((error as Error).message)}` }
  } finally {
    process.emitWarning = emitWarning
  }
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ')
