import { setTimeout as wait } from 'node:timers/promises';
import type { IsoDate } from '../model/field-types.ts';
import type { Notice } from './notice.ts';

/** Posts a notice to a webhook. Its address is a secret: nothing here repeats it, in a message or anywhere else. */

/** The address, or why there can't be one of that text. It goes over https; this computer itself may be asked over http. */
export function webhookOf(text: string): { address: URL } | { wrong: string } {
  const address = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!address) return { wrong: 'is not a web address' };
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  if (address.protocol === 'https:' || (address.protocol === 'http:' && isHere)) return { address };
  return { wrong: 'does not begin with https://' };
}

/** What is posted: for Teams a message with a card, for Slack its text, for all others the notice as it is. */
export function payloadFor({ hostname }: URL, notice: Notice, day: IsoDate): object {
  const text = `triannual, ${day}\n${notice.text}`;
  if (/(^|\.)slack\.com$/.test(hostname)) return { text };
  if (/(^|\.)(office\.com|office365\.com|logic\.azure\.com|powerplatform\.com)$/.test(hostname)) {
    const body = text.split('\n').map((line) => ({ type: 'TextBlock', text: line, wrap: true }));
    const content = { type: 'AdaptiveCard', version: '1.4', body };
    return {
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
    };
  }
  return { program: 'triannual', day, ...notice, text };
}

/** Before the second and the third attempt, in milliseconds. */
const pauses = [500, 2000];
const longest = 5000;

/** Sends it, three times at most. The result says why it did not arrive; undefined if it did. */
export async function post(address: URL, payload: object): Promise<string | undefined> {
  let reason: string | undefined;
  for (let attempt = 0; attempt <= pauses.length; attempt += 1) {
    if (attempt > 0) await wait(pauses[attempt - 1]);
    const answer = await postOnce(address, payload);
    if (answer === undefined || !answer.again) return answer?.reason;
    reason = answer.reason;
  }
  return reason;
}

async function postOnce(address: URL, payload: object) {
  try {
    const { ok, status } = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      redirect: 'error',
      signal: AbortSignal.timeout(longest),
    });
    // What is wrong with the address stays wrong; a server that is busy or down may answer the next time.
    if (ok) return undefined;
    return {
      reason: `it answers with HTTP status ${status}`,
      again: status >= 500 || [408, 425, 429].includes(status),
    };
  } catch (cause) {
    const isLate = (cause as Error).name === 'TimeoutError';
    return { reason: isLate ? 'it does not answer in 5 seconds' : 'it cannot be reached', again: true };
  }
}
