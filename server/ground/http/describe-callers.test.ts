import { expect, it } from 'vitest'
import { SIGNATURE_HEADERS } from '../../../src/contract/request-signature.ts'
import { staff } from '../../../src/contract/routes.ts'
import { VERIFICATION_ROUTES } from '../../../src/verification/api.ts'
import { SECURITY_SCHEMES, securityOf } from './describe-callers.ts'

it('tells a program what each kind of caller has to send', () => {
  expect(securityOf({ caller: 'anyone' })).toEqual([])
  expect(securityOf(VERIFICATION_ROUTES.file)).toEqual([{ bearer: [] }])
  expect(securityOf({ caller: 'visitor' })).toEqual([{ session: [] }])
  expect(securityOf({ caller: staff('any.thing') })).toEqual([{ staff: [] }])
  // Schemes beside each other in one object are all needed (OpenAPI 3.1, Security Requirement Object).
  const [signed = {}, ...others] = securityOf({ caller: 'terminal' })
  expect(others).toEqual([])
  const headers = Object.keys(signed).map(name => SECURITY_SCHEMES[name])
  expect(headers).toEqual(Object.values(SIGNATURE_HEADERS).map(name => expect.objectContaining({ in: 'header', name })))
})
