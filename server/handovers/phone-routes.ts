import type { FastifyInstance } from 'fastify'
import { wallTime } from '../../src/rules/wall-time.ts'
import type { House } from '../ground/ground.ts'
import { note, type PlainScopeParts, withPlainScope } from '../ground/pages/plain-scope.ts'
import { askPage, comparePage, givenPage } from './phone-pages.ts'
import type { PhoneSide } from './phone-side.ts'
import { HANDOVER_TITLE, WORDS } from './words.ts'

/** How often the page of a phone looks whether the digits were compared. */
const LOOK_SECONDS = 2
/** Apps whose own browser shows pages and keeps no file. */
const IN_APP = /MicroMessenger\/|wxwork\/|QQ\/|AlipayClient\/|DingTalk\//i

export interface PhonePageParts extends Pick<PlainScopeParts, 'limit' | 'content'> {
  readonly phones: PhoneSide
  readonly house: House
}

/**
 * What a phone finds behind the code of a kiosk. Programs that look at links only look: nothing changes without the button. What then stands
 * in the address is known to that phone alone, and goes along when an app hands its page over to a browser.
 */
export async function registerPhonePages(app: FastifyInstance, parts: PhonePageParts): Promise<void> {
  const { phones, house, limit, content } = parts
  const formatTime = (at: Date) => wallTime(at, house.timeZone)
  await withPlainScope(app, { title: HANDOVER_TITLE, house, limit, content }, ({ get, post }) => {
    get('/t/:pageId', async ({ named, show, say }) => {
      const found = await phones.look(named('pageId'))
      if (found === 'taken') return say(WORDS.taken, 409)
      return found ? show(askPage(encodeURIComponent(named('pageId')), found)) : say(WORDS.over, 410)
    })
    post('/t/:pageId', async ({ named, say, go }) => {
      const asked = await phones.ask(named('pageId'))
      if (asked === 'taken') return say(WORDS.taken, 409)
      return asked ? go(`${encodeURIComponent(named('pageId'))}/${asked.phone}`) : say(WORDS.over, 410)
    })
    get('/t/:pageId/:phone', async ({ request, named, show, showAgain, say }) => {
      const seen = await phones.own(named('pageId'), named('phone'))
      if (!seen || seen.standing.state === 'over') return say(WORDS.over, 410)
      if (seen.standing.state === 'asked') return showAgain(comparePage(seen.standing.digits, seen), LOOK_SECONDS)
      const isInApp = IN_APP.test(request.headers['user-agent'] ?? '')
      const action = `${encodeURIComponent(named('phone'))}/file`
      return show(givenPage({ action, checkHref: '../../v/#files', seen, isInApp, formatTime }))
    })
    post('/t/:pageId/:phone/file', async ({ named, said, giveFile, show }) => {
      const file = await phones.take(named('pageId'), named('phone'))
      return file ? giveFile(file, said('as') === 'view' ? 'view' : 'save') : show(note(WORDS.gone), 410)
    })
  })
}
