import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What `makeSm2Seal` leaves in its folder, PEM; keys are PKCS#8. */
export const SM2_FILES = { root: 'ca.pem', rootKey: 'ca.key', seal: 'seal.pem', sealKey: 'seal.key' } as const

/** OpenSSL signs and checks SM2 with the user id of GM/T 0009 only when it is told. */
const USER = 'distid:1234567812345678'

/** A national root and a seal under it, both SM2 with SM3, made by OpenSSL for 300 days from now. */
export function makeSm2Seal(folder: string): void {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const curve = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2']
  const { root, rootKey, seal, sealKey } = SM2_FILES
  for (const key of [rootKey, sealKey]) openssl('genpkey', ...curve, '-out', key)
  const signed = ['-sm3', '-sigopt', USER]
  const ca = ['-subj', '/C=CN/O=Sample/CN=National Root', '-addext', 'keyUsage=critical,keyCertSign,cRLSign']
  openssl('req', '-x509', '-new', '-key', rootKey, ...signed, ...ca, '-days', '400', '-out', root)
  openssl('req', '-new', '-key', sealKey, ...signed, '-subj', '/C=CN/O=Sample/CN=National Seal', '-out', 'seal.csr')
  const extensions = 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n'
  writeFileSync(join(folder, 'seal.ext'), extensions)
  const issue = ['-CA', root, '-CAkey', rootKey, '-CAcreateserial', '-extfile', 'seal.ext', '-days', '300']
  openssl('x509', '-req', '-in', 'seal.csr', ...signed, '-vfyopt', USER, ...issue, '-out', seal)
}
