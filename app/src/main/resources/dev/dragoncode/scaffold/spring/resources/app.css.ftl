:root {
  color-scheme: light dark;
  font-family: system-ui, sans-serif;
}

main {
  margin: 2rem auto;
  max-width: 60rem;
  padding: 0 1rem;
}

form {
  display: grid;
  gap: 0.75rem;
  max-width: 24rem;
}

label {
  display: grid;
  gap: 0.25rem;
}

table {
  border-collapse: collapse;
  width: 100%;
}

th,
td {
  border-bottom: 1px solid;
  padding: 0.5rem;
  text-align: left;
}
