import MiniSearch from './MINISEARCH';

/** Parts of the index that are fetched side by side. */
const FETCHES = 6;
const MOST_SHOWN = 50;

const form = document.getElementById('search');
const query = document.getElementById('query');
const status = document.getElementById('status');
const found = document.getElementById('found');
const index = new MiniSearch({
  fields: ['title', 'text', 'outlets'],
  storeFields: ['title', 'path', 'day', 'outlets'],
  searchOptions: { boost: { title: 3 }, prefix: true, combineWith: 'AND' },
});
let loading;

form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
query.addEventListener('input', search);
query.value = new URLSearchParams(location.search).get('q') ?? '';
if (query.value !== '') search();

async function search() {
  const text = query.value.trim();
  if (text === '') return show([], '');
  if (loading === undefined) status.textContent = status.dataset.loading;
  loading ??= load();
  try {
    await loading;
  } catch {
    loading = undefined;
    status.textContent = status.dataset.failed;
    return;
  }
  if (text !== query.value.trim()) return;
  const seen = new Set();
  const exact = index.search(text);
  // Words that are only like what was typed stand in for it where it is nowhere.
  const all = exact.length > 0 ? exact : index.search(text, { fuzzy: 0.15 });
  const results = all.filter(({ path }) => !seen.has(path) && seen.add(path));
  show(
    results.slice(0, MOST_SHOWN),
    results.length === 0 ? status.dataset.none : `${status.dataset.found} ${results.length}`,
  );
}

async function load() {
  const shards = await json(found.dataset.index);
  for (let at = 0; at < shards.length; at += FETCHES) {
    const some = await Promise.all(shards.slice(at, at + FETCHES).map(json));
    for (const documents of some) index.addAll(documents.filter(({ id }) => !index.has(id)));
  }
}

async function json(path) {
  const answer = await fetch(path);
  if (answer.status === 404) return [];
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function show(results, told) {
  status.textContent = told;
  found.replaceChildren(
    ...results.map(({ title, path, day, outlets }) => {
      const item = document.createElement('li');
      const about = document.createElement('p');
      about.className = 'label';
      about.dir = 'auto';
      about.textContent = `${day} · ${outlets}`;
      const heading = document.createElement('h2');
      heading.className = 'found';
      const link = document.createElement('a');
      link.href = path;
      link.dir = 'auto';
      link.textContent = title;
      heading.append(link);
      item.append(about, heading);
      return item;
    }),
  );
}
