import { z } from 'zod'
import { isSecureUrl, secureUrl } from '../../src/secure-url.ts'

const seconds = (max: number, usual: number) => z.number().min(0.1).max(max).default(usual)
/** Whoever is asked here signs the answer, and the question is no secret: authorities of time stamps and revocation answer on plain http. */
const authorityUrl = z.url({ protocol: /^https?$/ }).max(500)

/** The setting `documents.seal`: where the university's seal is. `at` makes a path absolute. Secrets stand in files of their own. */
export function sealConfigSchema(at: (path: string) => string) {
  const path = z.string().min(1).transform(at)
  /** The roots that terminals are to believe, PEM; two of them while one follows the other. */
  const anchorsFile = path
  /** PEM: the seal's certificate first, then those above it. */
  const certificatesFile = path
  return z.union([
    /** A seal that is made at the first start; believed only where its own root is configured. */
    z.strictObject({ demoFolder: path }),
    z.strictObject({ certificatesFile, privateKeyFile: path, anchorsFile }),
    /** A PKCS#12 file (.p12, .pfx) with key and certificates. The password is the first line of its file. */
    z.strictObject({ pkcs12File: path, passwordFile: path, anchorsFile }),
    z.strictObject({
      token: z.strictObject({
        /** The vendor's PKCS#11 library. */
        module: z.string().min(1).max(500),
        label: z.string().min(1).max(64),
        /** CKA_ID of the private key, in hex. */
        keyId: z.string().regex(/^([0-9a-fA-F]{2}){1,64}$/),
        /** The PIN is its first line. */
        pinFile: path,
        /** OpenSC's program. */
        program: z.string().min(1).max(500).default('pkcs11-tool'),
        timeoutSeconds: seconds(60, 10),
        /** Signatures that the token may be asked for at once. */
        atOnce: z.int().min(1).max(16).default(1),
      }),
      certificatesFile,
      anchorsFile,
    }),
    z.strictObject({
      remote: z.strictObject({
        url: secureUrl.max(500),
        /** Keys of Ed25519 in PEM: our private one and the signing machine's public one. */
        keys: z.strictObject({ ownKeyFile: path, peerKeyFile: path }).nullable().default(null),
        /** In place of keys; then the address must be https. The token is the first line. */
        bearerFile: path.nullable().default(null),
        /** PEM of the authorities that its https certificate must lead to; null for those of the system. */
        caFile: path.nullable().default(null),
        timeoutSeconds: seconds(60, 5),
      }),
      certificatesFile,
      anchorsFile,
    }),
  ])
}
export type SealConfig = z.output<ReturnType<typeof sealConfigSchema>>

/** The setting `documents.proofs`: what is added to a sealed file after its issue, and whom the server asks for it. */
export function proofsConfigSchema(at: (path: string) => string) {
  const path = z.string().min(1).transform(at)
  return z.strictObject({
    /** B-T: a time stamp. B-LT: and revocation data. B-LTA: and a time stamp over both. */
    level: z.enum(['B-T', 'B-LT', 'B-LTA']),
    /** Asked in turn until one answers. */
    timeStamps: z
      .array(
        z
          .strictObject({
            url: authorityUrl,
            /** PEM of the roots that its certificate must lead to. */
            anchorsFile: path,
            /** Dotted OID of the policy to ask for; null for the authority's own. */
            policy: z
              .string()
              .regex(/^[0-2](\.\d{1,12}){1,20}$/)
              .nullable()
              .default(null),
            /** `name:password` in its first line, for an authority that asks for it. */
            passwordFile: path.nullable().default(null),
            timeoutSeconds: seconds(60, 5),
          })
          .refine(({ url, passwordFile }) => passwordFile === null || isSecureUrl(url), {
            path: ['url'],
            message: 'must be https where a password is sent',
          }),
      )
      .min(1)
      .max(8),
    /** The only addresses that are asked, whatever stands in certificates. */
    revocation: z
      .strictObject({
        crlUrls: z.array(authorityUrl).max(16).default([]),
        ocspUrls: z.array(authorityUrl).max(16).default([]),
        timeoutSeconds: seconds(60, 5),
      })
      .default({ crlUrls: [], ocspUrls: [], timeoutSeconds: 5 }),
    /** Bytes kept free in each signature for a time stamp. Each costs two in the file. */
    roomBytes: z.int().min(2048).max(32_768).default(8192),
  })
}
export type ProofsConfig = z.output<ReturnType<typeof proofsConfigSchema>>

/** The setting `documents.secondSeal`: an SM2 seal that is added to each document after its issue. All PEM; the key PKCS#8. */
export function secondSealConfigSchema(at: (path: string) => string) {
  const path = z.string().min(1).transform(at)
  return z.strictObject({ certificatesFile: path, privateKeyFile: path, anchorsFile: path })
}
export type SecondSealConfig = z.output<ReturnType<typeof secondSealConfigSchema>>
