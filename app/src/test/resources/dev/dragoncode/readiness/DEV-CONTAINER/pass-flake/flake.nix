{ outputs = { self }: {}; }
