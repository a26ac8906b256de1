import { build, type InlineConfig } from 'vite'

/** Builds a page as the product has it, whatever the caller's environment says. Throws when the build fails. */
export async function buildForProduction(config: InlineConfig): Promise<void> {
  // Vite takes React's development build when the environment says anything but production, as test runners do.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({ ...config, mode: 'production' })
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}
