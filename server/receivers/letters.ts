import type { Bilingual } from '../../src/contract/texts.ts'
import type { House } from '../ground/ground.ts'

export interface LinkLetterFacts {
  readonly house: Pick<House, 'name' | 'helpPhone'>
  readonly url: string
  readonly title: Bilingual
  readonly reference: string
  readonly until: string
}

type Text = { readonly subject: string; readonly text: string }

/** Tells a receiver that a document waits for it. Nothing of its owner stands in a letter; the page says that, to who has the mailbox. */
export function linkLetter(language: 'zh' | 'en', { house, url, title, reference, until }: LinkLetterFacts): Text {
  if (language === 'en')
    return {
      subject: `${house.name.en}: a document for you${reference === '' ? '' : ` (${reference})`}`,
      text: `Hello,

A person has had ${house.name.en} send you a document: ${title.en}.
${reference === '' ? '' : `Your reference: ${reference}\n`}
Open it here: ${url}
The page sends a code to this mailbox. With the code you see whose document it is, whether it still counts, and may download the signed file. It can be opened until ${until}.

You get this letter because your institution is registered with us as a receiver. Questions: ${house.helpPhone}.
This letter was sent by a program; please do not answer it.
`,
    }
  return {
    subject: `${house.name.zh}：有一份文件发给贵单位${reference === '' ? '' : `（${reference}）`}`,
    text: `您好：

有人通过${house.name.zh}把一份文件发给贵单位：${title.zh}。
${reference === '' ? '' : `贵单位的编号：${reference}\n`}
请在这里打开：${url}
网页会把验证码发到本邮箱。输入后可以看到是谁的文件、是否仍然有效，并下载带签章的原文件。${until} 之前可以打开。

贵单位已登记为本校的接收单位，所以收到这封信。有疑问请致电 ${house.helpPhone}。
这封信由系统发出，请不要回复。
`,
  }
}

/** The code by which a receiver opens what it was sent. */
export function codeLetter(language: 'zh' | 'en', house: Pick<House, 'name' | 'helpPhone'>, code: string): Text {
  return language === 'en'
    ? {
        subject: `${house.name.en}: code ${code}`,
        text: `Hello,

Your code: ${code}
It is good for fifteen minutes, on the page that asked for it. Nobody of the university will ever ask you for it.

If you have not asked for a code, nothing need be done. Questions: ${house.helpPhone}.
`,
      }
    : {
        subject: `${house.name.zh}：验证码 ${code}`,
        text: `您好：

验证码：${code}
十五分钟内有效，请输入到要求验证码的网页。学校的任何人都不会向您索要它。

如果您没有要求验证码，不必理会。有疑问请致电 ${house.helpPhone}。
`,
      }
}
