// The page's entry point: asks the server for its messages, then shows the workspace.

import { render } from 'preact'
import { App } from './app/app.tsx'

render(<App />, document.getElementById('app')!)
