// The desk works without this: it refreshes the lists and uploads files straight to the inbox bucket.
const main = document.querySelector('main[data-refresh]');
let swap = () => undefined;
const live = document.getElementById('live');

/** Resolves with the list as it is now, also where it was not shown because somebody is at it. */
async function refresh() {
  if (document.hidden) return null;
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (!answer.ok) return null;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
  const text = fresh?.innerHTML ?? '';
  if (fresh && text !== live.innerHTML && !live.contains(document.activeElement)) swap(fresh.cloneNode(true));
  return fresh;
}

/** Asks each second whether the uploads were read, and says so when they were. */
async function awaitReceipts(ids, told) {
  const before = told.textContent;
  // The list has the newest two hundred.
  const most = Math.min(ids.length, 200);
  for (let tries = 0; tries < 60; tries += 1) {
    const fresh = await refresh().catch(() => null);
    const read = ids.filter((id) => fresh?.querySelector(`#all-cards a[href="/desk/file/${id}"]`)).length;
    told.textContent = `${before}, ${read} read`;
    if (read >= most) return;
    await new Promise((done) => setTimeout(done, 1000));
  }
}

/** What unfolds, by where it stands and what it says. */
const nameOf = (details) =>
  `${details.closest('li')?.querySelector('a')?.getAttribute('href')} ${details.querySelector('summary')?.textContent}`;

if (main && live) {
  // What is open stays open.
  swap = (fresh) => {
    const open = new Map([...live.querySelectorAll('details')].map((one) => [nameOf(one), one.open]));
    live.replaceChildren(...fresh.childNodes);
    for (const one of live.querySelectorAll('details')) one.open = open.get(nameOf(one)) ?? one.open;
  };
  setInterval(() => refresh().catch(() => undefined), Number(main.dataset.refresh) * 1000);
}

const form = document.getElementById('upload');
if (form) {
  form.hidden = false;
  const files = document.getElementById('files');
  const progress = document.getElementById('progress');
  const told = document.getElementById('uploaded');
  const SIDE_BY_SIDE = 4;

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const chosen = [...files.files];
    if (chosen.length === 0) {
      told.textContent = 'Choose files first.';
      return;
    }
    progress.hidden = false;
    progress.max = chosen.length;
    progress.value = 0;
    const failed = [];
    const body = new URLSearchParams({ token: form.dataset.token });
    for (const { name } of chosen) body.append('name', name);
    const answer = await fetch('/desk/uploads', { method: 'POST', body });
    if (!answer.ok) {
      told.textContent = 'Not uploaded: open the desk again, your session is over.';
      return;
    }
    const { uploads } = await answer.json();
    const queue = chosen.map((file, at) => ({ file, url: uploads[at]?.url }));
    const worker = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const { file, url } = next;
        const done = url ? await fetch(url, { method: 'PUT', body: file }).catch(() => null) : null;
        if (!done?.ok) failed.push(file.name);
        progress.value += 1;
        told.textContent = `${progress.value} of ${chosen.length} uploaded${failed.length ? `, not: ${failed.join(', ')}` : ''}`;
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    files.value = '';
    if (live) await awaitReceipts([...new Set(uploads.flatMap(({ id }) => id ?? []))], told);
  });
}
