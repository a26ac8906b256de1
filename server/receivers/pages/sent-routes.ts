import type { FastifyInstance } from 'fastify'
import { wallTimeAnywhere } from '../../../src/rules/wall-time.ts'
import type { House } from '../../ground/ground.ts'
import { type PlainScopeParts, withPlainScope } from '../../ground/pages/plain-scope.ts'
import type { ReceiverSide } from '../receiver-side.ts'
import { SENT_TITLE, WORDS } from '../words.ts'
import { againPage, codePage, openedPage, waitingPage } from './sent-pages.ts'

export interface SentPageParts extends Pick<PlainScopeParts, 'limit' | 'content'> {
  readonly receivers: ReceiverSide
  readonly house: House
}

/** The pages behind what was sent to a receiver. A link alone shows nothing, and one that there is not looks like every other. */
export async function registerSentPages(app: FastifyInstance, parts: SentPageParts): Promise<void> {
  const { receivers, house, limit, content } = parts
  const formatTime = (at: Date) => wallTimeAnywhere(at, house.timeZone)
  await withPlainScope(app, { title: SENT_TITLE, house, limit, content }, ({ get, post }) => {
    get('/r/:sendingId', async ({ named, show }) => show(waitingPage(encodeURIComponent(named('sendingId')))))
    post('/r/:sendingId/code', async ({ named, show }) => {
      await receivers.askCode(named('sendingId'))
      return show(codePage(`../${encodeURIComponent(named('sendingId'))}`, WORDS.codeSent))
    })
    post('/r/:sendingId', async ({ request, named, said, show }) => {
      const own = encodeURIComponent(named('sendingId'))
      const opened = await receivers.open(named('sendingId'), said('code').slice(0, 40), request.ip)
      if (opened === 'closed') return show(codePage(own, WORDS.closed), 403)
      if (opened === 'later') return show(codePage(own, WORDS.later), 429)
      return opened.is === 'withdrawn'
        ? show(againPage(own, WORDS.withdrawn), 410)
        : show(openedPage(own, opened, formatTime))
    })
    post('/r/:sendingId/file', async ({ named, said, show, giveFile }) => {
      const file = await receivers.file(named('sendingId'), said('token').slice(0, 600))
      const own = `../${encodeURIComponent(named('sendingId'))}`
      return file ? giveFile(file, said('as') === 'view' ? 'view' : 'save') : show(againPage(own, WORDS.over), 403)
    })
  })
}
