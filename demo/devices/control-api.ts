import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DOCK_ACTIONS, type DockAction, type DockAnswer } from '../../renderer/dev-dock/dock-contract.ts'
import type { Clock } from '../../src/clock.ts'
import { notDone } from './desk.ts'
import type { Devices } from './devices.ts'
import { createEventStream } from './event-stream.ts'
import { comesFromHere } from './own-page-only.ts'
import { drawPage } from './sheet-pictures.ts'

const BODY_BYTES_MAX = 16_384
const fileSchema = z.object({ name: z.string().regex(/^[0-9a-f]{64}\.pdf$/) })
const pageSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().regex(/^[1-9]\d{0,3}\.png$/),
})

export interface ControlApiOptions {
  readonly devices: Devices
  /** The built dock; served at `/` when it is there. */
  readonly dockFolder: string
  readonly clock: Clock
}

/**
 * The HTTP interface of the simulated devices, for the dock, for tests and for `yinzheng visit`. Loopback only.
 * - `GET /state`: everything the dock shows. `GET /events`: the same, as server-sent events.
 * - `POST /tap` and all other actions of `DOCK_ACTIONS`: 200 when done, 409 with the reason when the device can't, 400 for an input
 *   that does not fit, 404 for a device that is not played here.
 * - `GET /papers/<sha256>.pdf`: what the printer received, byte for byte. `GET /papers/<sha256>/<page>.png`: a picture, when poppler
 *   is installed.
 */
export async function createControlApi({ devices, dockFolder, clock }: ControlApiOptions): Promise<FastifyInstance> {
  const api = Fastify({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true })
  const events = createEventStream(devices, clock)
  api.addHook('onClose', async () => events.close())
  api.addHook('onRequest', async (request, reply) => {
    reply.header('X-Content-Type-Options', 'nosniff').header('Cross-Origin-Resource-Policy', 'same-origin')
    if (!comesFromHere(request.headers)) return reply.code(403).send(notDone('only from this machine, by its own page'))
  })

  api.get('/state', async () => {
    await devices.refresh()
    return devices.state()
  })
  api.get('/events', (_request, reply) => {
    if (!events.watch(reply.raw)) return reply.code(503).send(notDone('too many watch'))
    return reply.hijack()
  })
  for (const action of Object.keys(DOCK_ACTIONS) as DockAction[]) {
    api.post(action, async (request, reply) => {
      const handler = devices.handlers[action] as ((input: unknown) => Promise<DockAnswer>) | undefined
      if (!handler) return reply.code(404).send(notDone('this device is not simulated here'))
      const input = DOCK_ACTIONS[action].safeParse(request.body ?? {})
      if (!input.success) return reply.code(400).send(notDone(z.prettifyError(input.error)))
      const answer = await handler(input.data)
      if (action.startsWith('/phone/')) await devices.refresh()
      return reply.code(answer.done ? 200 : 409).send(answer)
    })
  }
  api.get('/papers/:name', async (request, reply) => {
    const named = fileSchema.safeParse(request.params)
    const pdf = named.success ? devices.file(named.data.name.slice(0, -'.pdf'.length)) : undefined
    if (!pdf) return reply.code(404).send(notDone('the printer has not received such a file'))
    return reply.type('application/pdf').send(Buffer.from(pdf))
  })
  api.get('/papers/:sha256/:name', async (request, reply) => {
    const named = pageSchema.safeParse(request.params)
    const pdf = named.success ? devices.file(named.data.sha256) : undefined
    const picture = pdf && named.success ? await drawPage(pdf, Number.parseInt(named.data.name, 10)) : null
    if (!picture) return reply.code(404).send(notDone('there is no picture of such a page'))
    return reply.type('image/png').send(Buffer.from(picture))
  })
  await serveDock(api, dockFolder)
  return api
}

async function serveDock(api: FastifyInstance, dockFolder: string): Promise<void> {
  if (!existsSync(join(dockFolder, 'index.html'))) {
    api.get('/', (_request, reply) => reply.code(503).type('text/plain').send('The dock is not built: npm run build\n'))
    return
  }
  await api.register(fastifyStatic, {
    root: dockFolder,
    setHeaders: response => response.header('Content-Security-Policy', CONTENT_SECURITY_POLICY),
  })
}

/** pdf.js makes fonts out of the document's bytes and styles its own layers. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "script-src 'self' 'wasm-unsafe-eval'",
  "frame-ancestors 'none'",
].join('; ')
