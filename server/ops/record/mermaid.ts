// Who calls whom, as a part that one can look at: what a service reaches, or a diagram.

export interface ShownEdge {
  from: string
  to: string
  calls: number
  sends: number
}

/** The edges of everything that `root` reaches; all of them without a root. */
export function reachedFrom(edges: readonly ShownEdge[], root: string | undefined): ShownEdge[] {
  if (root === undefined) return [...edges]
  const reached = new Set([root])
  for (let before = 0; before !== reached.size; ) {
    before = reached.size
    for (const { from, to } of edges) if (reached.has(from)) reached.add(to)
  }
  return edges.filter(({ from }) => reached.has(from))
}

export function mermaidOf(edges: readonly ShownEdge[]): string {
  const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))]
  const idOf = (name: string) => `n${names.indexOf(name)}`
  const nodes = names.map(name => `  ${idOf(name)}["${name.replaceAll('"', "'")}"]`)
  const arrows = edges.map(
    ({ from, to, calls, sends }) => `  ${idOf(from)} -->|${calls + sends}| ${idOf(to)}`,
  )
  return ['graph LR', ...nodes, ...arrows].join('\n')
}
