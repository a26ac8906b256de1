import { type Bilingual, both } from '../src/contract/texts.ts'

/** What a terminal that is shut out needs, by its state. */
export const SHUT_OUT = {
  suspended: both(
    '服务器已停用它（suspended）：用 yinzheng terminals resume 恢复',
    'the server has suspended it: yinzheng terminals resume lets it in again',
  ),
  quarantined: both(
    '服务器已隔离它（quarantined），密钥在两处使用：先查明另一处，再用 yinzheng terminals resume 或 retire',
    'the server holds it in quarantine, its key is in use at two places: find the other, then yinzheng terminals resume or retire',
  ),
  retired: both(
    '服务器已让它退役（retired），不能恢复：用 yinzheng terminals code 取新的码，换一个新的数据目录重新登记',
    'the server has retired it for good: enrol it anew, with a new code by yinzheng terminals code and an empty data folder',
  ),
} as const satisfies Readonly<Record<string, Bilingual>>

/** What a server's refusal says of the terminal, where it is one of these. */
export const shutOutBy = (detail: string | undefined): Bilingual | null =>
  detail !== undefined && Object.hasOwn(SHUT_OUT, detail) ? SHUT_OUT[detail as keyof typeof SHUT_OUT] : null
