# the old one was MADE(glpat-,alnum,20)
print('shop')
