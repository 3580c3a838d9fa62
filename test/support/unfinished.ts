// When a process of tests dies, vitest says so without saying what ran in it: this reporter names the files that did not
// end, with the tests that were not over.

import type { Reporter, TestModule } from 'vitest/node'

export const unfinished: Reporter = {
  onTestRunEnd(modules, errors) {
    if (errors.length === 0) return
    for (const module of modules) if (module.state() === 'pending') process.stderr.write(describe(module))
  },
}

function describe(module: TestModule): string {
  const names = [...module.children.allTests('pending')].map(test => `\n  ${test.fullName}`)
  return `did not end: ${module.relativeModuleId}, with ${names.length} tests left${names.join('')}\n`
}
