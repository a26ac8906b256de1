import type { Bilingual } from '../../src/contract/texts.ts'
import type { House } from '../ground/ground.ts'
import type { Letter } from '../mail/mail.ts'
import type { ReceiverRow } from './register.ts'

/** What an owner's letter says of each document that was sent to the receiver. */
export interface SentDocument {
  readonly applicationId: string
  readonly title: Bilingual
}

/** Tells who has sent documents to a receiver that it was suspended or let in again, in both languages: nobody has said which one they read. */
export function ownerLetter(
  { name, helpPhone, publicBaseUrl }: Pick<House, 'name' | 'helpPhone' | 'publicBaseUrl'>,
  receiver: Pick<ReceiverRow, 'name_zh' | 'name_en' | 'state'>,
  sent: readonly SentDocument[],
): Pick<Letter, 'language' | 'subject' | 'text'> {
  const { subject, zh, en } = WORDS[receiver.state]({ zh: receiver.name_zh, en: receiver.name_en })
  const page = (applicationId: string) => `${publicBaseUrl}/p/a/${applicationId}`
  return {
    language: 'zh',
    subject: `${name.zh}：${subject.zh} · ${subject.en}`,
    text: [
      ...[zh, ...sent.map(({ title, applicationId }) => `《${title.zh}》：${page(applicationId)}`)],
      ...[`${name.zh}　电话 ${helpPhone}`, ''],
      ...[en, ...sent.map(({ title, applicationId }) => `${title.en}: ${page(applicationId)}`)],
      ...[`${name.en}, phone ${helpPhone}`, ''],
    ].join('\n'),
  }
}

type Words = { readonly subject: Bilingual; readonly zh: string; readonly en: string }

const WORDS: Readonly<Record<ReceiverRow['state'], (receiver: Bilingual) => Words>> = {
  suspended: ({ zh, en }) => ({
    subject: { zh: '接收单位已暂停', en: 'A receiver is suspended' },
    zh: `学校已暂停接收单位“${zh}”，您发给它的文件现在打不开。恢复后会再通知您，链接照常可用；急用请改用下载或邮件：`,
    en: `The university has suspended the receiver “${en}”: what you have sent there does not open now. You will get word when it is let in again, and the link is good then. If it is urgent, download the file or send it by mail:`,
  }),
  active: ({ zh, en }) => ({
    subject: { zh: '接收单位已恢复', en: 'A receiver is let in again' },
    zh: `接收单位“${zh}”已恢复，您发给它的文件又可以打开了。暂停时没有发出的信，请在页面上再发一次：`,
    en: `The receiver “${en}” is let in again, and what you have sent there opens. A letter that was kept back meanwhile can be sent once more on the page:`,
  }),
}
