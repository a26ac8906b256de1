import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { type KioskPage, kioskConfig } from './kiosk-config.ts'
import { buildForProduction } from './production-build.ts'
import { samplePdf } from './sample-pdf.ts'

export interface BuildOptions {
  /** Folder that the built page goes to; emptied first. */
  readonly outDir: string
  /** Build for Chromium 108, with core-js in page and worker. */
  readonly oldChromium: boolean
  /** Beside those that every build has. */
  readonly plugins?: readonly Plugin[]
}

/** Builds the kiosk's page for the product. Throws when the build fails. */
export async function buildRenderer(options: BuildOptions): Promise<void> {
  await run(options, 'index.html')
}

/** Builds the gallery that draws every screen from fixtures, with a sample file for the preview. Never part of the product. */
export async function buildGallery(options: BuildOptions): Promise<void> {
  await run(options, 'gallery.html')
  await writeFile(join(options.outDir, 'sample.pdf'), samplePdf())
}

/** Builds the kiosk's screen as the console shows it inside itself. */
export async function buildKioskPicture(options: BuildOptions): Promise<void> {
  await run(options, 'picture.html')
  await rename(join(options.outDir, 'picture.html'), join(options.outDir, 'index.html'))
}

async function run({ outDir, oldChromium, plugins = [] }: BuildOptions, page: KioskPage): Promise<void> {
  await mkdir(outDir, { recursive: true })
  const config = kioskConfig({ oldChromium, page, plugins })
  await buildForProduction({ ...config, build: { ...config.build, outDir, emptyOutDir: true } })
}
