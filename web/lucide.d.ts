// What the package does not say of its single files.

declare module 'lucide/dist/esm/icons/*' {
  /** Elements of an SVG of 24 by 24. */
  const icon: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[]
  export default icon
}
