// The types of the client as one file, for any TypeScript since 4.9: what its public face shows, rolled up by rollup. Names
// of the game's own that others have too are told apart there.

import { join } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

/** The text of the declarations, without a banner. */
export async function bundleTypes(root: string, entry: string): Promise<string> {
  const plugin = dts({
    tsconfig: join(root, 'tsconfig.json'),
    compilerOptions: { incremental: false, types: [] },
  })
  const bundle = await rollup({ input: join(root, entry), plugins: [plugin] })
  try {
    const { output } = await bundle.generate({ format: 'es' })
    return output[0].code
  } finally {
    await bundle.close()
  }
}
