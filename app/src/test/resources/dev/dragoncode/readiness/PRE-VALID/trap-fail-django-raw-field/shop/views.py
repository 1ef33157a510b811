from django.shortcuts import render

from shop.models import Order


def order(request):
    Order.objects.create(item=request.POST.get("item"))
    return render(request, "thanks.html")
