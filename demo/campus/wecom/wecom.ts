import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RawRequest } from '../../loopback-server.ts'
import { createFaultList } from '../faults.ts'
import { type CampusPart, type CampusParts, control, look } from '../part.ts'
import { answerApi } from './api.ts'
import { createCorporation, PHONES, type PhoneName } from './corporation.ts'
import { answerLogin } from './login-pages.ts'
import { backFrom, LOGIN_PATHS, placeOf, readLoginRequest } from './login-request.ts'
import { answerPhone } from './phones.ts'
import type { WecomConfig } from './wecom-config.ts'
import {
  OPERATIONS,
  type WecomFault,
  type WecomFaultInput,
  type WecomOperation,
  wecomFaultSchema,
} from './wecom-faults.ts'

/** What tests and the demo do with the WeCom double, in this process. Over HTTP the same is under `/_sim/wecom/`. */
export interface WecomDouble {
  /** The settings of a client that lead here. */
  addresses(): { readonly inApp: string; readonly panel: string; readonly api: string }
  /** Ids of who is at each phone. */
  phones(): Readonly<Record<PhoneName, string | null>>
  /** Throws for somebody who is not there. */
  putAtPhone(phone: PhoneName, personId: string | null): void
  /** How often each call was made since the start or the last reset. */
  calls(): Readonly<Record<WecomOperation, number>>
  /** Resolves when a call comes. */
  nextCall(operation: WecomOperation): Promise<void>
  /** Puts a new list of faults in place of the old one. */
  faults(list: readonly WecomFaultInput[]): void
  /** Takes every access token back before its time. */
  revokeTokens(): void
  /** Moves WeCom's time on. */
  advance(ms: number): void
  /**
   * What a person does at a login address, without a page: the address that the browser comes back to. Null for somebody who says no.
   * Throws when WeCom would show an error.
   */
  authorize(url: string, personId: string | null): string
  /** Forgets faults, tokens and counts, and puts the first two people at the phones. */
  reset(): void
}

/** Opens WeCom (企业微信): the page inside the app, the page whose code is scanned, tokens and members. */
export function openWecom(
  config: WecomConfig,
  { clock, people, baseUrl }: CampusParts,
): { readonly part: CampusPart; readonly double: WecomDouble } {
  const members = people.map(({ number, name }) => ({ id: number, name: name.zh, isMember: true }))
  const everybody = [...members, ...config.outsiders.map(one => ({ ...one, isMember: false }))]
  let aheadMs = 0
  const corporation = createCorporation(config, everybody, () => clock.now() + aheadMs)
  const list = createFaultList<WecomFault>()
  const counts: Record<WecomOperation, number> = { gettoken: 0, getuserinfo: 0 }
  const waiting = new Set<{ readonly operation: WecomOperation; readonly resolve: () => void }>()
  const onCall = (operation: WecomOperation) => {
    counts[operation]++
    for (const waiter of waiting) {
      if (waiter.operation !== operation) continue
      waiting.delete(waiter)
      waiter.resolve()
    }
  }

  const double: WecomDouble = {
    addresses: () => {
      const own = `${baseUrl()}/wecom`
      return { inApp: own + LOGIN_PATHS.inApp, panel: own + LOGIN_PATHS.panel, api: own }
    },
    phones: () => ({ '1': corporation.personAt('1')?.id ?? null, '2': corporation.personAt('2')?.id ?? null }),
    putAtPhone: corporation.put,
    calls: () => ({ ...counts }),
    nextCall: operation => new Promise(resolve => waiting.add({ operation, resolve })),
    faults: faults => list.replace(faults.map(fault => wecomFaultSchema.parse(fault))),
    revokeTokens: corporation.revokeTokens,
    advance: ms => {
      aheadMs += ms
    },
    authorize: (url, personId) => {
      const { pathname, searchParams } = new URL(url)
      const place = placeOf(pathname)
      if (!place) throw new Error('no login address of WeCom')
      const request = readLoginRequest(corporation, place, searchParams)
      if (typeof request === 'string') throw new Error(request)
      const person = personId === null ? null : corporation.personOf(personId)
      if (person === undefined) throw new Error('nobody of this id has WeCom')
      return backFrom(request, person && corporation.codeFor(request.app, person))
    },
    reset: () => {
      list.replace([])
      corporation.revokeTokens()
      for (const operation of OPERATIONS) counts[operation] = 0
      for (const [nth, phone] of PHONES.entries()) corporation.put(phone, everybody[nth]?.id ?? null)
    },
  }

  async function answer(request: RawRequest, response: ServerResponse): Promise<void> {
    const url = new URL(request.target, 'http://wecom.invalid')
    if (url.pathname.startsWith('/wecom/cgi-bin/'))
      return answerApi({ corporation, faults: list, clock, onCall }, url, response)
    const place = placeOf(url.pathname)
    return place ? answerLogin(corporation, place, request, response) : answerPhone(corporation, request, response)
  }

  return {
    double,
    part: { ...{ name: 'wecom', answer, close: async () => {} }, controls: controlsOf(double, list.report) },
  }
}

function controlsOf(double: WecomDouble, report: () => unknown): CampusPart['controls'] {
  const personId = z.string().min(1).max(64).nullable()
  const advance = z.object({
    ms: z
      .int()
      .min(0)
      .max(366 * 24 * 3_600_000),
  })
  return {
    'GET state': look(() => ({ phones: double.phones(), calls: double.calls() })),
    'PUT phone': control(z.object({ phone: z.enum(PHONES), person: personId }), ({ phone, person }) =>
      orWhyNot(() => double.putAtPhone(phone, person)),
    ),
    'PUT faults': control(z.array(wecomFaultSchema).max(200), double.faults),
    'GET faults': look(report),
    'POST revoke': look(double.revokeTokens),
    'POST advance': control(advance, ({ ms }) => double.advance(ms)),
    'POST authorize': control(z.object({ url: z.url(), person: personId }), ({ url, person }) =>
      orWhyNot(() => ({ location: double.authorize(url, person) })),
    ),
    'POST reset': look(double.reset),
  }
}

/** What WeCom would not do is said, and no bug. */
function orWhyNot(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'refused' }
  }
}
