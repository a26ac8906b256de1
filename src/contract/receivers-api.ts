import { z } from 'zod'
import type { Brand } from '../brand.ts'
import { applicationIdSchema } from './portal-api.ts'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema, languageSchema } from './texts.ts'

export type ReceiverId = Brand<string, 'ReceiverId'>
export type SendingId = Brand<string, 'SendingId'>

const opaque = <Name extends string>() =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .transform(text => text as Brand<string, Name>)
export const receiverIdSchema = opaque<'ReceiverId'>()
export const sendingIdSchema = opaque<'SendingId'>()

/** What an institution is to whoever sends something there. */
export const RECEIVER_KINDS = ['university', 'employer', 'evaluation', 'authority'] as const
export type ReceiverKind = (typeof RECEIVER_KINDS)[number]

/** What something is sent for. */
export const SENDING_PURPOSES = ['admission', 'employment', 'evaluation', 'visa', 'qualification', 'other'] as const
export type SendingPurpose = (typeof SENDING_PURPOSES)[number]

export const REFERENCE_CHARACTERS = 40

/** An institution that the university has registered: something is sent there without an address being typed. */
export const receiverSchema = z.object({
  receiverId: receiverIdSchema,
  name: bilingualSchema,
  kind: z.enum(RECEIVER_KINDS),
  /** Masked: `r***@evaluation.example`. */
  mailMasked: z.string().max(254),
  purposes: z.array(z.enum(SENDING_PURPOSES)).min(1),
  /** The number by which it knows what it gets; null where it wants none. `form`: 9 a digit, A a letter, * either, anything else itself. */
  reference: z.object({ label: bilingualSchema, form: z.string().max(REFERENCE_CHARACTERS) }).nullable(),
})
export type Receiver = z.infer<typeof receiverSchema>

/** `stopped`: the receiver was suspended since. */
export const SENDING_STATES = ['sent', 'opened', 'withdrawn', 'ended', 'stopped'] as const

/** A document on its way to a receiver, as its owner sees it. */
export const sendingSchema = z.object({
  sendingId: sendingIdSchema,
  receiver: bilingualSchema,
  purpose: z.enum(SENDING_PURPOSES),
  reference: z.string().max(REFERENCE_CHARACTERS),
  state: z.enum(SENDING_STATES),
  sentAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  openedCount: z.int().min(0),
  lastOpenedAt: z.iso.datetime().nullable(),
  takenCount: z.int().min(0),
  /** How far the letter with the link has come, as a sentence. */
  letter: bilingualSchema,
  /** The letter came back, or was given up. */
  isLetterLost: z.boolean(),
  maySendAgain: z.boolean(),
})
export type Sending = z.infer<typeof sendingSchema>

/** Straight to an institution that the university has registered. */
export const RECEIVERS_ROUTES = {
  receivers: route({
    method: 'GET',
    path: '/v1/portal/receivers',
    caller: 'visitor',
    summary: 'Registered receivers by a part of their names, at most twenty',
    input: z.object({ search: z.string().max(60).default('') }),
    output: z.object({ receivers: z.array(receiverSchema).max(20) }),
  }),
  sendings: route({
    method: 'GET',
    path: '/v1/portal/applications/:applicationId/sendings',
    caller: 'visitor',
    summary: 'What of an application was sent to registered receivers, newest first',
    input: z.object({ applicationId: applicationIdSchema }),
    output: z.object({ sendings: z.array(sendingSchema).max(50) }),
  }),
  sendTo: route({
    method: 'POST',
    path: '/v1/portal/applications/:applicationId/sendings',
    caller: 'visitor',
    summary: 'Sends a document to a registered receiver; the same wish again is the same sending',
    input: z.object({
      applicationId: applicationIdSchema,
      receiverId: receiverIdSchema,
      purpose: z.enum(SENDING_PURPOSES),
      reference: z.string().max(REFERENCE_CHARACTERS),
      language: languageSchema,
      /** The person has read what the receiver gets, and until when. */
      consents: z.literal(true),
      wishId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    }),
    output: sendingSchema,
  }),
  sendToAgain: route({
    method: 'POST',
    path: '/v1/portal/sendings/:sendingId/again',
    caller: 'visitor',
    summary: 'Sends the letter with the link once more, where it did not arrive',
    input: z.object({ sendingId: sendingIdSchema }),
    output: sendingSchema,
  }),
  takeBackSending: route({
    method: 'POST',
    path: '/v1/portal/sendings/:sendingId/withdraw',
    caller: 'visitor',
    summary: 'Takes a sending back: what nobody has opened is gone, else the page says that it was withdrawn',
    input: z.object({ sendingId: sendingIdSchema }),
    output: sendingSchema,
  }),
} as const satisfies RouteTable
