import { VERIFICATION_ROUTES } from '../../src/verification/api.ts'
import { plan } from '../ground/room.ts'
import { COMMENTS } from './migrations/comments.ts'
import { DOCUMENT_CHECKS } from './migrations/document-checks.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { VERIFICATION_EVENTS } from './verification-audit.ts'
import { VERIFICATION_PERSONAL } from './verification-personal.ts'
import { VERIFICATION_RETENTION } from './verification-retention.ts'

/** Where anyone checks a paper or a file. */
export const VERIFICATION = plan({
  name: 'verification',
  migrations: [FIRST_TABLES, COMMENTS, DOCUMENT_CHECKS],
  tables: ['revocation_list', 'trust_notice', 'verification_certificate', 'document_check'],
  routes: VERIFICATION_ROUTES,
  pages: [
    { method: 'GET', path: '/', summary: 'Leads to the page: the address on paper is typed without its path' },
    { method: 'GET', path: '/v', summary: 'Leads to the page' },
    { method: 'GET', path: '/v/', summary: 'The page' },
    { method: 'GET', path: '/v/:name', summary: 'The page of a code, or a file of the page' },
    { method: 'GET', path: '/v/:name/', summary: 'The same with a stroke behind it, as some programs write addresses' },
    { method: 'GET', path: '/V/:name', summary: 'The same address in capitals, as some scanners type it' },
    { method: 'GET', path: '/v/assets/*', summary: 'Files of the page that never change' },
    { method: 'GET', path: '/v/root.cer', summary: 'The first root certificate, for PDF readers' },
    { method: 'GET', path: '/v/plain', summary: 'The page for browsers without scripts' },
    { method: 'GET', path: '/v/plain/:name', summary: 'Leads to that page, with the code filled in where it is one' },
    { method: 'POST', path: '/v/plain/code', summary: 'A code from that page' },
    { method: 'POST', path: '/v/plain/file', summary: 'A file from that page' },
  ],
  audit: VERIFICATION_EVENTS,
  personal: VERIFICATION_PERSONAL,
  retention: VERIFICATION_RETENTION,
})
