from django.shortcuts import render

from shop.forms import OrderForm


def order(request):
    form = OrderForm(request.POST or None)
    if form.is_valid():
        form.save()
    return render(request, "order.html", {"form": form})
