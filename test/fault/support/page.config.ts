// The suites of the page. Three Chromiums on a busy machine now and then take longer than anybody waits: a test that fails is run
// once more, and the report says so.

import { defineConfig } from 'vitest/config'
import every from './vitest.config.ts'

export default defineConfig({ ...every, test: { ...every.test, retry: 1 } })
