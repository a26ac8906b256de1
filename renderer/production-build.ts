import { build, type InlineConfig } from 'vite'

/** Builds a page as the product has it, whatever the caller's environment says. Throws when the build fails. */
export async function buildForProduction(config: InlineConfig): Promise<void> {
  // Vite takes React's development build when the environment says anything but production, as test runners do.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await build({
      ...config,
      mode: 'production',
      build: { ...config.build, rolldownOptions: quiet(config.build?.rolldownOptions) },
    })
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

type BundlerOptions = NonNullable<NonNullable<InlineConfig['build']>['rolldownOptions']>

/** How long each plugin took is nothing to whoever starts the program for the first time. */
const quiet = (options: BundlerOptions | undefined): BundlerOptions => ({
  ...options,
  checks: { ...options?.checks, bundlerTimings: false },
})
