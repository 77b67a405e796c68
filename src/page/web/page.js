/** What the page does in the browser: shows what has changed, opens files, and runs actions. It asks nobody but its own server. */

const meta = document.querySelector('meta[name="x-triannual"]');
let version = meta.dataset.version;

const post = (path, body, type = 'application/json') =>
  fetch(path, {
    method: 'POST',
    headers: { 'x-triannual': meta.content, 'content-type': type },
    body: type === 'application/json' ? JSON.stringify(body) : body,
  });

const regionOf = (name) => document.querySelector(`[data-region="${name}"]`);

let unsay;

/** It goes away by itself, so that it lies over nothing for long. */
function say(text) {
  document.getElementById('message').textContent = text;
  clearTimeout(unsay);
  unsay = setTimeout(say, 10_000, '');
}

/** Blocks of HTML as elements. */
function elements(blocks) {
  const template = document.createElement('template');
  template.innerHTML = blocks.join('');
  return [...template.content.children];
}

/** The first block on the screen that stays keeps its place. It is looked for once for all, as each look makes the browser lay out the page. */
function applyAll(patches) {
  const blocks = [...(regionOf('sheet')?.children ?? [])];
  const places = blocks.map((block) => ({ block, place: block.getBoundingClientRect() }));
  for (const patch of patches) apply(patch);
  const anchor = places.find(({ block, place }) => place.bottom > 0 && block.isConnected);
  if (anchor) window.scrollBy(0, anchor.block.getBoundingClientRect().top - anchor.place.top);
}

/** A new style sheet takes the place of the old one when it is there, so that the document is never seen without. */
function restyle(region, added) {
  const old = [...region.children];
  for (const link of added) {
    link.addEventListener('load', () => {
      for (const one of old) one.remove();
    });
    region.append(link);
  }
}

function apply({ region: name, from, remove, add }) {
  const region = regionOf(name);
  if (!region) return;
  const added = elements(add);
  if (name === 'style') return restyle(region, added);
  const old = [...region.children].slice(from, remove === 'all' ? undefined : from + remove);
  const focused = old.find((block) => block.contains(document.activeElement));
  const { id, dataset } = document.activeElement ?? {};
  const was = focused && (id ? `#${CSS.escape(id)}` : `[data-open="${CSS.escape(dataset.open ?? '')}"]`);
  const next = region.children[from + old.length];
  for (const block of old) block.remove();
  for (const block of added) region.insertBefore(block, next ?? null);
  keepForms(old, added, region);
  if (name === 'sheet' && old.length > 0) for (const block of added) block.classList.add('changed');
  if (focused && !focused.isConnected) refocus(region, was);
  if (chosen && !chosen.isConnected)
    for (const one of marks()) one.classList.toggle('chosen', one.dataset.mark === chosen.dataset.mark);
}

const isSame = ({ dataset: one }, { dataset: other }) =>
  one.action === other.action && one.close === other.close && 'review' in one === 'review' in other;

/** What somebody has chosen and typed in a form stays, and what its action said or will say: in the same form or else below its place. */
function keepForms(old, added, region) {
  for (const block of old) {
    const same = added.find((one) => isSame(one, block));
    if (same && block.dataset.action) keepFields(block, same);
    if (same) keepRejected(block, same);
    const result = block.querySelector('.result');
    if (!result?.textContent) continue;
    const place = same?.querySelector('.result');
    if (place) place.replaceWith(result);
    else region.after(result);
  }
}

function keepFields(old, form) {
  for (const { name, value, defaultValue, options } of old.querySelectorAll('[name]')) {
    const field = form.querySelector(`[name="${name}"]`);
    const canBe = options
      ? [...(field?.options ?? [])].some((one) => one.value === value)
      : value !== defaultValue;
    if (field && canBe) field.value = value;
  }
}

/** Edits get other numbers once one of them is written: one that was rejected is known by its words. */
function keepRejected(old, form) {
  const wordsOf = (edit) =>
    [...edit.querySelectorAll('.before, .after')].map((one) => one.textContent).join();
  const rejected = [...old.querySelectorAll('[value="leave"]:checked')].map((one) =>
    wordsOf(one.closest('fieldset')),
  );
  for (const edit of form.querySelectorAll('fieldset'))
    if (rejected.includes(wordsOf(edit))) edit.querySelector('[value="leave"]').checked = true;
}

/** Who was in a part of the page that is gone goes on beside it. */
function refocus(region, was) {
  const same = region.querySelector(was);
  if (same) return same.focus({ preventScroll: true });
  const said = document.querySelector('.result h3');
  if (said) return said.focus({ preventScroll: true });
  region.setAttribute('tabindex', '-1');
  region.focus({ preventScroll: true });
}

const lost = document.getElementById('lost');
let ended = false;

function listen() {
  const live = new EventSource(`/live?path=${encodeURIComponent(location.pathname)}&version=${version}`);
  live.addEventListener('open', () => {
    lost.hidden = true;
  });
  live.addEventListener('patch', ({ data }) => {
    const change = JSON.parse(data);
    version = change.version;
    applyAll(change.patches);
  });
  live.addEventListener('end', () => {
    ended = true;
    live.close();
    tellLost('This page has been stopped. Start it again with: triannual open');
  });
  live.addEventListener('error', () => {
    if (ended) return;
    live.close();
    tellLost('The program behind this page does not answer. It is asked again every two seconds.');
    setTimeout(listen, 2000);
  });
}

function tellLost(words) {
  lost.textContent = words;
  lost.hidden = false;
}

/** Figures and texts of the document, each with where it comes from. */

const marks = () => [...document.querySelectorAll('.sheet .mark')];
let chosen;

async function choose(mark) {
  for (const one of document.querySelectorAll('.chosen')) one.classList.remove('chosen');
  chosen = mark;
  mark.classList.add('chosen');
  const trace = document.getElementById('trace');
  const answer = await fetch(`${location.pathname}/trace?mark=${encodeURIComponent(mark.dataset.mark)}`);
  trace.innerHTML = await answer.text();
  trace.classList.add('shown');
}

function step(by) {
  const all = marks();
  if (all.length === 0) return;
  const last = all.findIndex((one) => one.dataset.mark === chosen?.dataset.mark);
  const at = last < 0 && by < 0 ? all.length : last;
  const mark = all[(at + by + all.length) % all.length];
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  mark.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  choose(mark);
}

async function openFile(file) {
  const answer = await post('/open', { file });
  say(await answer.text());
}

/** Actions: each says what it will do, and is done when that has been seen. A change of what was chosen is seen anew. */

const act = (form, now) =>
  run(form, now, '/do', { action: form.dataset.action, now, fields: Object.fromEntries(new FormData(form)) });

async function run(form, now, path, body) {
  const result = form.querySelector('.result');
  for (const button of form.querySelectorAll('button')) button.disabled = true;
  result.textContent = now ? 'It is being done…' : 'It is being tried in a copy…';
  const answer = await post(path, body);
  for (const button of form.querySelectorAll('button')) button.disabled = false;
  if (answer.ok) {
    result.innerHTML = await answer.text();
    result.querySelector('h3').focus();
  } else result.textContent = await answer.text();
}

document.addEventListener('submit', (event) => {
  event.preventDefault();
  perform(event.target, false);
});

/** Files that came back, and which of their edits are taken. */

async function drop(files) {
  for (const file of files) {
    say(`${file.name} is being compared with its draft…`);
    const answer = await post(
      `/review?name=${encodeURIComponent(file.name)}`,
      file,
      'application/octet-stream',
    );
    say(answer.ok ? `${file.name} has been compared` : await answer.text());
  }
}

const chosenIn = (form, selector) =>
  [...form.querySelectorAll(selector)].map(({ name }) => Number(name.slice(name.indexOf('-') + 1)));

const take = (form, now) =>
  run(form, now, '/review/take', {
    now,
    key: form.dataset.review,
    edits: chosenIn(form, 'input[value="take"]:checked'),
  });

const closeComments = (form, now) =>
  run(form, now, '/review/close', { now, id: form.dataset.close, comments: chosenIn(form, 'input:checked') });

/** What a form does, by what it is about. */
function perform(form, now) {
  if ('review' in form.dataset) take(form, now);
  else if ('close' in form.dataset) closeComments(form, now);
  else if (form.dataset.action) act(form, now);
}

for (const kind of ['dragover', 'drop'])
  document.addEventListener(kind, (event) => {
    if (!document.querySelector('[data-drop]')) return;
    event.preventDefault();
    if (kind === 'drop') drop(event.dataTransfer.files);
  });
document.addEventListener('change', ({ target }) => {
  if (target.type === 'file') drop(target.files);
});
document.addEventListener('input', ({ target }) => {
  const result = target.closest('form')?.querySelector('.result');
  if (result) result.textContent = '';
});

async function stop() {
  ended = true;
  await post('/stop', {});
  tellLost('This page has been stopped. Start it again with: triannual open');
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (button?.dataset.open) openFile(button.dataset.open);
  else if (button && 'closeTrace' in button.dataset) button.closest('.trace').classList.remove('shown');
  else if (button?.dataset.step) step(Number(button.dataset.step));
  else if (button && 'perform' in button.dataset && button.closest('form'))
    perform(button.closest('form'), true);
  else if (button && 'putAway' in button.dataset) post('/review/put-away', {});
  else if (button && 'stop' in button.dataset) stop();
  else if (!target.closest('a')) {
    const mark = target.closest('.sheet .mark');
    if (mark) choose(mark);
  }
});

listen();
