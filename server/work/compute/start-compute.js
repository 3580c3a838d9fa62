// The entry of a thread that computes, as quick to load as on the main thread: runs one function of the game's module of
// computations for each task. What the function throws goes back as data, since an AppError would lose its code on the way.

import '../../compile-cache.js'

/** `module`: its URL · `name`: of one of its functions. */
export default async function compute({ module, name, data }) {
  const parts = []
  try {
    const functions = await import(module)
    const found = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (typeof found !== 'function') throw new TypeError(`compute: ${module} exports no function ${name}`)
    const value = await found(data, { transfer: (...given) => void parts.push(...given) })
    return parts.length > 0 ? await moved({ value }, parts) : { value }
  } catch (error) {
    return { error: plain(error) }
  }
}

/** `answer`, with `parts` of it that are transferred and not copied. */
async function moved(answer, parts) {
  const { move, transferableSymbol, valueSymbol } = await import('piscina')
  return move({ [transferableSymbol]: parts, [valueSymbol]: answer })
}

function plain(error) {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, code, message, stack } = error
  return { ...(name === 'AppError' && { code }), message, stack }
}
