const HERE = import.meta.url

/**
 * The folder of this checkout: catalogues, migrations and what was built are read from there. Found alike from the source,
 * from what the compiler makes of it, and from a bundle, which lies at another depth.
 */
export const CHECKOUT = HERE.endsWith('.ts')
  ? new URL('../../', HERE)
  : new URL(HERE.slice(0, HERE.lastIndexOf('/dist/') + 1))
