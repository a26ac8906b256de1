import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { isSecureUrl } from '../../../src/secure-url.ts'
import { askProvider, type ProviderReply } from '../../ground/http/provider-http.ts'
import { refusalOfNoReply } from '../ways/no-reply.ts'
import type { ProvenSubject, RedirectWay, WayRefusal } from '../ways/way.ts'
import { casAddresses } from './cas-addresses.ts'
import type { CasSettings } from './cas-settings.ts'
import { endedTicketIn } from './logout-request.ts'
import { readValidation } from './read-validation.ts'
import type { Validation } from './validation.ts'

/** The way in over the university's CAS, versions 2 and 3 of the protocol. */
export interface CasWay extends RedirectWay {
  readonly way: 'cas'
  /** Where a browser loses its login at the university, so that the next person is not taken for this one. */
  logoutUrl(returnTo: string | null): string
  /**
   * The provider's name of the login that it says is over, of a POST to the address that browsers come back to; null for anything else.
   * It is unproven: whoever knows the name of a login may end that login, and nothing follows for one that is not known.
   */
  endedSession(body: string): string | null
}

const REPLY_BYTES_MAX = 64 * 1024
/** Longer than any ticket of the standard, whatever a pattern allows. */
const TICKET_MAX = 512

export function createCasWay(settings: CasSettings, { clock }: { readonly clock: Pick<Clock, 'after'> }): CasWay {
  const addresses = casAddresses(settings)
  const pattern = new RegExp(`^(?:${settings.ticketPattern})$`)
  const isTicket = (text: string) => text.length <= TICKET_MAX && pattern.test(text)

  /** Asks once, whatever comes of it: a ticket that may have been heard of is not tried again. */
  async function validate(service: string, ticket: string): Promise<Result<Validation, WayRefusal>> {
    const reply = await askProvider(clock, {
      method: 'GET',
      url: addresses.validate(service, ticket),
      headers: { Accept: settings.json ? 'application/json' : 'application/xml, text/xml;q=0.9' },
      ...{ withinMs: settings.timeoutMs, bytesMax: REPLY_BYTES_MAX },
    })
    return reply.ok ? believed(reply.value) : err(refusalOfNoReply(reply.error))
  }

  return {
    way: 'cas',
    begin: async ({ backUrl }) => {
      if (!isSecureUrl(backUrl)) return err({ reason: 'misconfigured', detail: 'BACK_URL_IS_NOT_HTTPS' })
      return ok({ url: addresses.login(backUrl) })
    },
    isAnswerTo: () => true,
    finish: async ({ backUrl }, query) => {
      const [ticket, ...more] = query.getAll('ticket')
      if (ticket === undefined) return err({ reason: 'declined', detail: 'NO_TICKET' })
      if (more.length > 0 || !isTicket(ticket)) return err({ reason: 'refused', detail: 'NO_TICKET_OF_OURS' })
      const said = await validate(backUrl, ticket)
      return said.ok ? proven(said.value, ticket) : said
    },
    logoutUrl: returnTo => addresses.logout(returnTo),
    endedSession: body => {
      const ticket = endedTicketIn(body)
      return ticket !== null && isTicket(ticket) ? ticket : null
    },
  }
}

/** Success or failure, and nothing finer: servers differ in which code they give for what, and in whether the ticket outlives it. */
function proven(said: Validation, ticket: string): Result<ProvenSubject, WayRefusal> {
  if (said.kind === 'failure') return err({ reason: 'refused', detail: said.code })
  return ok({ subject: said.user, attributes: said.attributes, providerSession: ticket })
}

/** A server of the protocol answers 200, also to refuse. Any other status is of something before it, or of a wrong address. */
function believed({ status, body }: ProviderReply): Result<Validation, WayRefusal> {
  if (status >= 500 || status === 429) return err({ reason: 'unknown', detail: `HTTP_${status}` })
  if (status !== 200) return err({ reason: 'misconfigured', detail: `HTTP_${status}` })
  const read = readValidation(body)
  return read.ok ? read : err({ reason: 'lying', detail: read.error })
}
