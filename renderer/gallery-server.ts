import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { createServer, type Plugin } from 'vite'
import { samplePdf } from './sample-pdf.ts'

export interface GalleryServerOptions {
  /** On this machine alone; 0 for any that is free. */
  readonly port: number
  /** Beside those that every gallery has. */
  readonly plugins?: readonly Plugin[]
}

export interface GalleryServer {
  /** Where all screens and parts stand side by side. */
  readonly address: string
  close(): Promise<void>
}

/** Serves the page of all screens and parts from their sources: what is changed there is on the page at once. */
export async function startGalleryServer({ port, plugins = [] }: GalleryServerOptions): Promise<GalleryServer> {
  const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  const server = await createServer({
    configFile: false,
    root: here('.'),
    cacheDir: here('../dist/gallery-cache'),
    logLevel: 'warn',
    plugins: [samplePdfAnywhere(), ...plugins, react()],
    resolve: { alias: { crypto: here('./web/no-node-crypto.ts') } },
    worker: { format: 'es' },
    optimizeDeps: { entries: ['*/*.html'] },
    server: { host: '127.0.0.1', port, strictPort: port !== 0, fs: { allow: [here('..')] } },
  })
  await server.listen()
  const [address] = server.resolvedUrls?.local ?? []
  if (address === undefined) throw new Error('the gallery listens nowhere')
  return { address: new URL('gallery/', address).href, close: () => server.close() }
}

/** The file of every preview, drawn when it is asked for first. */
function samplePdfAnywhere(): Plugin {
  let sample: Uint8Array | null = null
  return {
    name: 'sample-pdf',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        if (!/\/sample\.pdf$/.test(request.url ?? '')) return next()
        sample ??= samplePdf()
        response.setHeader('content-type', 'application/pdf')
        response.end(sample)
      })
    },
  }
}
