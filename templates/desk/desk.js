// The desk works without this: it refreshes the lists and uploads files straight to the inbox bucket.
const main = document.querySelector('main[data-refresh]');
let swap = () => undefined;
const live = document.getElementById('live');

async function refresh() {
  if (document.hidden || live.contains(document.activeElement)) return;
  const answer = await fetch('/desk/', { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('live');
  if (fresh && fresh.innerHTML !== live.innerHTML) swap(fresh);
}

if (main && live) {
  // What is open stays open.
  swap = (fresh) => {
    const open = [...live.querySelectorAll('details')].map(({ open }) => open);
    live.replaceChildren(...fresh.childNodes);
    for (const [at, details] of [...live.querySelectorAll('details')].entries())
      details.open = open[at] ?? false;
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
    if (live) await refresh().catch(() => undefined);
  });
}
