import { z } from 'zod'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema, languageSchema, sha256Schema } from './texts.ts'

/** More than these nobody reads before a visit. */
export const POINTS_MAX = 8

/** One thing that people are told: what it is about, and what there is to know. */
export const noticePointSchema = z.object({ head: bilingualSchema, text: bilingualSchema })
export type NoticePoint = z.infer<typeof noticePointSchema>

/** What people are told and agree to before anything is done for them. */
export const noticeSchema = z.object({
  /** As the university calls it. */
  version: z.string().min(1).max(40),
  /** SHA-256 over version and points: what somebody has agreed to is this text and no other. */
  digest: sha256Schema,
  points: z.array(noticePointSchema).min(1).max(POINTS_MAX),
})
export type Notice = z.infer<typeof noticeSchema>

/** That the person has agreed once. */
const ownConsentSchema = z.object({
  version: z.string().max(40),
  digest: sha256Schema,
  agreedAt: z.iso.datetime(),
  language: languageSchema,
  /** At which kiosk; null on the web. */
  place: bilingualSchema.nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
  /** How the person has asked staff to withdraw it; null where the person did it, or has not. */
  withdrawnReason: z.string().nullable(),
})
export type OwnConsent = z.infer<typeof ownConsentSchema>

export const ownNoticeSchema = z.object({
  /** What holds now; null where the university asks for no agreement here. */
  notice: noticeSchema.nullable(),
  /** The person has not agreed to what holds now, or has withdrawn. */
  isOwed: z.boolean(),
  consents: z.array(ownConsentSchema).max(50),
})
export type OwnNotice = z.infer<typeof ownNoticeSchema>

/** What a person is told, agrees to and withdraws. It is about all registers of the person. */
export const NOTICE_ROUTES = {
  ownNotice: route({
    method: 'GET',
    path: '/v1/me/notice',
    caller: 'visitor',
    summary: 'The notice that holds now, whether the person has agreed to it, and to what the person has agreed before',
    input: z.object({}),
    output: ownNoticeSchema,
  }),
  agree: route({
    method: 'POST',
    path: '/v1/me/notice/agree',
    caller: 'visitor',
    summary: 'Agrees to the text with this digest; refused where another text holds by now',
    input: z.object({ digest: sha256Schema, language: languageSchema }),
    output: ownNoticeSchema,
  }),
  withdrawConsent: route({
    method: 'POST',
    path: '/v1/me/notice/withdraw',
    caller: 'visitor',
    summary: 'Withdraws what the person has agreed to: from now on nothing new is made until the person agrees again',
    input: z.object({}),
    output: ownNoticeSchema,
  }),
} as const satisfies RouteTable
