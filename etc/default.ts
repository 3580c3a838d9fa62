// How `npm start` runs: every setting at its default, which server/config.ts explains.

import { defineConfig } from '../server/config.ts'

export default defineConfig({})
